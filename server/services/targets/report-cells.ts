import type { Cell } from '../../../contract/cell.ts';
import type { Period } from '../../../core/calendar/units.ts';
import { type Dimension, periodColumn } from '../../../core/kpis/dimensions.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import { askedDimensions, type Question } from '../../../core/kpis/question.ts';
import { type JudgedSubject, nearestTarget } from '../../../core/targets/nearest.ts';
import { isUnit } from '../../../core/targets/periods.ts';
import { seesFigure } from '../../../core/targets/sight.ts';
import { isTotal, type Subject, type Target } from '../../../core/targets/target.ts';
import { verdictOf } from '../../../core/targets/verdict.ts';
import type { Context } from '../../context.ts';
import type { CellAnswer, CellRow, Cells } from '../reports/cells.ts';
import { type JudgedPeriod, readJudgedPeriods, readStoredVerdicts, type StoredVerdict } from './stored-verdicts.ts';
import { calendarsOf, type JudgedCalendar, readTargets, settingsFor } from './targets.ts';
import { readUnitFigures } from './unit-figures.ts';

type CellTarget = NonNullable<Cell['target']>;

/**
 * The same answer, each cell with its target where one holds for it: the question's period (or the cell's bucket) is
 * exactly the unit that the target is judged over, counted by the KPI's usual date, and nothing but team and agent
 * parts the rows. A unit that was judged shows its stored verdict; the cell itself is as of today.
 */
export async function withTargets(
  answer: Pick<CellAnswer, 'rows' | 'totals'>,
  question: Question,
  context: Context,
): Promise<Pick<CellAnswer, 'rows' | 'totals'>> {
  const asked = new Set(question.kpis.map(({ id }) => id));
  const targets = (await readTargets(context)).filter(({ kpi }) => asked.has(kpi));
  const judges = await judgesOf(targets, question, context);
  const judge = (cells: Cells, keys: readonly string[], unit: Period): Cells => {
    const who = whoseFigure(question, keys);
    if (who === null) return cells;
    return mapCells(cells, (id, cell) =>
      seesFigure(context.actor.sight, kpiOf(id), who.subject, who.withinTeam)
        ? targetOf(judges, id, cell, who, unit, question)
        : null,
    );
  };
  return {
    rows: answer.rows.map((row: CellRow) => ({
      ...row,
      cells: judge(row.cells, row.keys, bucketOf(question, row.bucket)),
    })),
    totals: judge(answer.totals, [], question.period),
  };
}

function bucketOf({ buckets, period }: Question, start: number | null): Period {
  if (start === null) return period;
  return { from: start, to: buckets?.find((each) => each > start) ?? period.to };
}

/** One unit of one calendar that the question or a bucket of it is, with what is known of it. */
interface Judge {
  unit: Period;
  targets: readonly Target[];
  past: JudgedPeriod | undefined;
  stored: readonly StoredVerdict[];
  teamsOf(kpi: string, agent: string): string[];
}

async function judgesOf(targets: readonly Target[], question: Question, context: Context): Promise<Judge[]> {
  const buckets = (question.buckets ?? []).map((start) => bucketOf(question, start));
  const found = await Promise.all(
    calendarsOf(targets).flatMap((calendar) =>
      [[question.period], buckets].map((periods) => judgesIn(calendar, targets, periods, question, context)),
    ),
  );
  return found.flat();
}

/** `periods`: each begins where the one before ends. */
async function judgesIn(
  calendar: JudgedCalendar,
  targets: readonly Target[],
  periods: readonly Period[],
  question: Question,
  context: Context,
): Promise<Judge[]> {
  const settings = settingsFor(context, calendar.calendar);
  const units = periods.filter((period) => isUnit(period, calendar.unit, settings));
  if (units.length === 0) return [];
  const own = targets.filter(({ unit, calendar: id }) => unit === calendar.unit && id === calendar.calendar);
  const needTeams = own.some(({ subject }) => subject.kind === 'team');
  const kpis = needTeams ? question.kpis.filter((kpi) => !isTotal(kpi)) : [];
  const [judged, stored, figuresOf] = await Promise.all([
    readJudgedPeriods(context, calendar, question.period),
    readStoredVerdicts(context, calendar, units),
    readUnitFigures(kpis, units, { kind: 'agent', id: '' }, context),
  ]);
  return units.map((unit) => ({
    unit,
    targets: own,
    past: judged.find(({ from, to }) => from === unit.from && to === unit.to),
    stored: stored.filter(({ from }) => from === unit.from),
    teamsOf: (kpi, agent) =>
      figuresOf(kpiOf(kpi), unit)
        .within.filter((each) => each.agent === agent && each.team !== '' && each.figure.n > 0)
        .map(({ team }) => team),
  }));
}

/** Whose figure a cell is, told by what the question asks by and filters on; null for a figure of anything else. */
function whoseFigure(question: Question, keys: readonly string[]): Omit<JudgedSubject, 'teams'> | null {
  if (askedDimensions(question).some((dimension) => dimension !== 'team' && dimension !== 'agent')) return null;
  const oneOf = (dimension: Dimension): string | undefined | null => {
    const place = question.by.indexOf(dimension);
    if (place >= 0 && place < keys.length) return keys[place];
    // Everybody but one is nobody's figure.
    if (question.not?.includes(dimension)) return null;
    const [value, ...others] = question.filters[dimension] ?? [];
    return others.length > 0 ? null : value;
  };
  const [team, agent] = [oneOf('team'), oneOf('agent')];
  if (team === null || agent === null || team === '' || agent === '') return null;
  if (agent !== undefined) return { subject: { kind: 'agent', id: agent }, withinTeam: team ?? '' };
  return { subject: team === undefined ? { kind: 'workspace', id: '' } : { kind: 'team', id: team }, withinTeam: '' };
}

function mapCells(cells: Cells, targetOf: (id: string, cell: Cell) => CellTarget | null): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([id, cell]) => {
      const target = targetOf(id, cell);
      return [id, target === null ? cell : { ...cell, target }];
    }),
  );
}

function targetOf(
  judges: readonly Judge[],
  id: string,
  cell: Cell,
  who: Omit<JudgedSubject, 'teams'>,
  unit: Period,
  { periodBy }: Question,
): CellTarget | null {
  const kpi = kpiOf(id);
  if (cell.reason === 'notByThis' || periodColumn(kpi.fact, periodBy) !== periodColumn(kpi.fact, undefined))
    return null;
  for (const judge of judges.filter((each) => each.unit.from === unit.from && each.unit.to === unit.to)) {
    const found = judge.past === undefined ? provisional(judge, id, cell, who) : asStored(judge, id, who);
    if (found !== null) return found;
  }
  return null;
}

function provisional(judge: Judge, id: string, cell: Cell, who: Omit<JudgedSubject, 'teams'>): CellTarget | null {
  const isWhole = who.subject.kind === 'agent' && who.withinTeam === '';
  const teams = isWhole ? judge.teamsOf(id, who.subject.id) : [];
  const target = nearestTarget(judge.targets, kpiOf(id), { ...who, teams }, judge.unit);
  if (target === null) return null;
  return { targetId: target.id, value: target.value, verdict: verdictOf(kpiOf(id), cell, target), judged: null };
}

function asStored({ stored, past }: Judge, id: string, who: Omit<JudgedSubject, 'teams'>): CellTarget | null {
  const found = stored.find(
    (each) => each.kpi === id && isSame(each.subject, who.subject) && each.withinTeam === who.withinTeam,
  );
  if (found === undefined || past === undefined) return null;
  const { value, n, interval } = found.figure;
  return {
    targetId: found.targetId,
    value: found.targetValue,
    verdict: found.verdict,
    judged: {
      at: new Date(past.judgedAt).toISOString(),
      value,
      n,
      interval: interval === null ? null : [interval[0], interval[1]],
    },
  };
}

function isSame(one: Subject, other: Subject): boolean {
  return one.kind === other.kind && one.id === other.id;
}
