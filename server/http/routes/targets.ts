import * as routes from '../../../contract/routes/targets.ts';
import type { Figure } from '../../../core/kpis/figure.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import type { Subject, Target } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { readNames, shownName } from '../../services/reports/names.ts';
import { changeTarget } from '../../services/targets/change-target.ts';
import { createTarget } from '../../services/targets/create-target.ts';
import { endTarget } from '../../services/targets/end-target.ts';
import { listTargets } from '../../services/targets/list-targets.ts';
import { listVerdicts, type VerdictRow } from '../../services/targets/list-verdicts.ts';
import { handler } from '../handler.ts';
import { iso, stretch } from '../instants.ts';

export const targetDoors = [
  handler(routes.listTargets, async ({ query }, context) => {
    const { targets, nextCursor } = await listTargets(query, context);
    return { targets: await shown(targets, context), nextCursor };
  }),
  handler(routes.createTarget, async ({ body }, context) => one(await createTarget(body, context), context)),
  handler(routes.changeTarget, async ({ params, body }, context) =>
    one(await changeTarget(params.targetId, body, context), context),
  ),
  handler(routes.endTarget, async ({ params }, context) => one(await endTarget(params.targetId, context), context)),
  handler(routes.listVerdicts, async ({ query }, context) => {
    const { rows, nextCursor } = await listVerdicts(query, context);
    const nameOf = await namesOf(
      rows.map(({ subject }) => subject),
      context,
    );
    return { verdicts: rows.map((row) => ({ ...verdictOf(row), subjectName: nameOf(row.subject) })), nextCursor };
  }),
];

async function shown(targets: readonly Target[], context: Context) {
  const nameOf = await namesOf(
    targets.map(({ subject }) => subject),
    context,
  );
  return targets.map((target) => ({ ...targetOf(target), subjectName: nameOf(target.subject) }));
}

async function one(target: Target, context: Context) {
  const nameOf = await namesOf([target.subject], context);
  return { ...targetOf(target), subjectName: nameOf(target.subject) };
}

function targetOf({ subject, validFrom, validTo, ...target }: Target) {
  const { unit: figureUnit, better } = kpiOf(target.kpi);
  if (better === 'none') throw new Error(`a target for ${target.kpi}, of which neither way is good`);
  return {
    ...target,
    subjectKind: subject.kind,
    subjectId: subject.id,
    figureUnit,
    better,
    validFrom: iso(validFrom),
    validTo: validTo === null ? null : iso(validTo),
  };
}

function verdictOf({ kpiOf: kpi, subject, figure, period, judgedAt, today, ...row }: VerdictRow) {
  return {
    ...row,
    ...figureOf(figure),
    figureUnit: kpi.unit,
    subjectKind: subject.kind,
    subjectId: subject.id,
    period: stretch(period),
    provisional: judgedAt === null,
    judgedAt: judgedAt === null ? null : iso(judgedAt),
    today: today === null ? null : figureOf(today),
  };
}

function figureOf({ value, n, interval }: Figure) {
  return { value, n, interval: interval === null ? null : ([interval[0], interval[1]] as [number, number]) };
}

async function namesOf(subjects: readonly Subject[], context: Context): Promise<(subject: Subject) => string | null> {
  const idsOf = (kind: Subject['kind']) => [
    ...new Set(subjects.filter((each) => each.kind === kind).map(({ id }) => id)),
  ];
  const [agents, teams] = await Promise.all([
    readNames('agent', idsOf('agent'), context),
    readNames('team', idsOf('team'), context),
  ]);
  return ({ kind, id }) => (kind === 'workspace' ? null : shownName(kind === 'agent' ? agents : teams, id));
}
