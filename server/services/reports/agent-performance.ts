import { kpiOf } from '../../../core/kpis/kpis.ts';
import { type agentPerformanceChoice, agentPerformanceKpis } from '../../../core/kpis/reports.ts';
import type { Context } from '../../context.ts';
import type { CellRow, Cells } from './cells.ts';
import { type About, type FrameQuery, aboutOf, filtersIn, frameOf } from './frame.ts';
import { askJudged } from './judged-cells.ts';
import { readNames, shownName } from './names.ts';

export interface AgentPerformance extends About {
  rows: { agentId: string; agentName: string | null; cells: Cells }[];
  totals: Cells;
}

export interface AgentPerformanceQuery extends FrameQuery {
  /** Only these figures; by default every one of the report in clock time. */
  kpis?: readonly (typeof agentPerformanceChoice)[number][] | undefined;
  /** Cells with their targets. */
  targets?: boolean | undefined;
}

/**
 * The agent performance report: a row for every agent with anything behind any of its figures, most
 * assigned first, and last the row of what no agent was given (agentId ''). Filters: any dimension of
 * conversations; a figure whose fact lacks one is null, `notByThis`.
 */
export async function readAgentPerformance(query: AgentPerformanceQuery, context: Context): Promise<AgentPerformance> {
  const kpis = [...new Set(query.kpis ?? agentPerformanceKpis)].map(kpiOf);
  const frame = frameOf(query, kpis, context);
  const { periodBy } = frame;
  const question = {
    kpis,
    by: ['agent'] as const,
    filters: filtersIn({ ...query }),
    ...(periodBy !== undefined && { periodBy }),
  };
  const asOf = await context.asOf();
  const [{ rows, totals }, about] = await Promise.all([
    askJudged(question, frame, query.targets ?? false, context),
    aboutOf(frame, kpis, asOf, context),
  ]);
  const names = await readNames('agent', rows.map(agentOf), context);
  return {
    ...about,
    rows: rows.toSorted(mostAssignedFirst).map((row) => ({
      agentId: agentOf(row),
      agentName: shownName(names, agentOf(row)),
      cells: row.cells,
    })),
    totals,
  };
}

function agentOf({ keys }: CellRow): string {
  return keys[0] ?? '';
}

function mostAssignedFirst(a: CellRow, b: CellRow): number {
  const nobodyLast = Number(agentOf(a) === '') - Number(agentOf(b) === '');
  return nobodyLast || assignedOf(b) - assignedOf(a);
}

function assignedOf({ cells }: CellRow): number {
  return cells['assigned']?.value ?? 0;
}
