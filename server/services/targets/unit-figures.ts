import type { Period } from '../../../core/calendar/units.ts';
import type { Dimension } from '../../../core/kpis/dimensions.ts';
import type { Figure } from '../../../core/kpis/figure.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { type Answer, lackedDimensions } from '../../../core/kpis/question.ts';
import type { UnitFigures } from '../../../core/targets/judge-unit.ts';
import type { SubjectKind } from '../../../core/targets/target.ts';
import type { Context } from '../../context.ts';
import { viewerOf } from '../reports/frame.ts';

/** Whose figures are wanted; without: everybody's. */
export interface WantedSubject {
  kind: SubjectKind;
  /** '' for every subject of the kind. */
  id: string;
}

/**
 * The figures of some KPIs in some units (oldest first, each beginning where the one before ends), of the
 * workspace, each team, each agent, and each agent within each team.
 */
export async function readUnitFigures(
  kpis: readonly Kpi[],
  units: readonly Period[],
  wanted: WantedSubject | null,
  context: Context,
): Promise<(kpi: Kpi, unit: Period) => UnitFigures> {
  const ask = (by: readonly Dimension[], kind: SubjectKind) => askUnits(by, kind, kpis, units, wanted, context);
  const [all, teams, agents, within] = await Promise.all([
    ask([], 'workspace'),
    ask(['team'], 'team'),
    ask(['agent'], 'agent'),
    ask(['agent', 'team'], 'agent'),
  ]);
  return (kpi, { from }) => {
    const rowsOf = (rows: readonly UnitRow[]) =>
      rows.filter((row) => row.from === from).map(({ keys, figures }) => ({ keys, figure: figures[kpi.id] }));
    const named = (rows: readonly UnitRow[]) =>
      new Map(rowsOf(rows).flatMap(({ keys: [id = ''], figure }) => (figure === undefined ? [] : [[id, figure]])));
    const empty = all.empty[kpi.id] ?? nothing;
    return {
      workspace: rowsOf(all.rows)[0]?.figure ?? empty,
      teams: named(teams.rows),
      agents: named(agents.rows),
      within: rowsOf(within.rows).flatMap(({ keys: [agent = '', team = ''], figure }) =>
        figure === undefined ? [] : [{ agent, team, figure }],
      ),
      empty,
    };
  };
}

const nothing: Figure = { value: null, n: 0, interval: null };

interface UnitRow {
  from: number | null;
  keys: readonly string[];
  figures: Readonly<Record<string, Figure>>;
}

interface UnitAnswer {
  rows: UnitRow[];
  empty: Answer['empty'];
}

const unasked: UnitAnswer = { rows: [], empty: {} };

/** One question over all units. KPIs that cannot be asked by these dimensions are left out. */
async function askUnits(
  by: readonly Dimension[],
  kind: SubjectKind,
  kpis: readonly Kpi[],
  units: readonly Period[],
  wanted: WantedSubject | null,
  context: Context,
): Promise<UnitAnswer> {
  const [first, last] = [units[0], units.at(-1)];
  const askable = kpis.filter((kpi) => lackedDimensions(kpi, by).length === 0);
  const isWanted = wanted === null || wanted.kind === kind || by.length === 0;
  if (first === undefined || last === undefined || askable.length === 0 || !isWanted) return unasked;
  const filters = wanted !== null && wanted.id !== '' && by.length > 0 ? { [wanted.kind]: [wanted.id] } : {};
  const period = { from: first.from, to: last.to };
  const question = { kpis: askable, by, filters, period, buckets: units.map(({ from }) => from) };
  const { rows, empty } = await context.ask(question, viewerOf(context));
  return { rows: rows.map(({ bucket, keys, figures }) => ({ from: bucket, keys, figures })), empty };
}
