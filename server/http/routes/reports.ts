import type { Cell } from '../../../contract/cell.ts';
import * as routes from '../../../contract/routes/reports.ts';
import type { agentPerformanceChoice, satisfactionKpis } from '../../../core/kpis/reports.ts';
import type { Context } from '../../context.ts';
import { readAgentPerformance } from '../../services/reports/agent-performance.ts';
import type { Cells } from '../../services/reports/cells.ts';
import { type About, filtersIn } from '../../services/reports/frame.ts';
import { queryReport } from '../../services/reports/query.ts';
import { type Named, readSatisfaction } from '../../services/reports/satisfaction.ts';
import { handler } from '../handler.ts';
import { iso, stretch } from '../instants.ts';

export const reportDoors = [
  handler(routes.readAgentPerformance, async ({ query }, context) => {
    const report = await readAgentPerformance({ ...query, targets: query.targets === 'true' }, context);
    return {
      ...about(report, context),
      rows: report.rows.map(({ agentId, agentName, cells }) => ({ agentId, agentName, ...agentCells(cells) })),
      totals: agentCells(report.totals),
    };
  }),

  handler(routes.readSatisfaction, async ({ query }, context) => {
    const report = await readSatisfaction(query, context);
    return {
      ...about(report, context),
      headline: scoreCells(report.headline),
      distribution: report.distribution,
      byAgent: report.byAgent.map(({ id, name, cells }: Named) => ({
        agentId: id,
        agentName: name,
        ...scoreCells(cells),
      })),
      byTeam: report.byTeam.map(({ id, name, cells }: Named) => ({ teamId: id, teamName: name, ...scoreCells(cells) })),
      byChannel: report.byChannel.map(({ id, cells }) => ({ channel: id, ...scoreCells(cells) })),
      byTopic: report.byTopic.map(({ id, cells }) => ({ topic: id, ...scoreCells(cells) })),
      trend: {
        bucket: report.trend.bucket,
        rows: report.trend.rows.map(({ date, cells, ...period }) => ({
          ...stretch(period),
          date,
          ...scoreCells(cells),
        })),
      },
    };
  }),

  handler(routes.queryReport, async ({ body }, context) => {
    const report = await queryReport({ ...body, filters: filtersIn(body.filters) }, context);
    return {
      ...about(report, context),
      rows: report.rows.map(({ by, bucket, cells }) => ({
        by,
        bucket: bucket === null ? null : stretch(bucket),
        figures: cells,
      })),
      others: report.others,
      leftOut: report.leftOut,
      totals: report.totals,
      names: report.names,
    };
  }),
];

function about(report: About, { now }: Context) {
  const { period, comparedWith, lastYear, periodBy, schedules, asOf, replay, lastEventBySource } = report;
  return {
    period: { ...stretch(period), zone: period.zone, calendar: period.calendar, weekStart: period.weekStart },
    comparedWith: comparedWith === null ? null : stretch(comparedWith),
    lastYear: lastYear === null ? null : stretch(lastYear),
    periodBy,
    schedules,
    asOf: iso(asOf),
    replay,
    answeredAt: iso(now()),
    lastEventBySource: lastEventBySource.map(({ source, lastEventAt, lastReceivedAt }) => ({
      source,
      lastEventAt: lastEventAt === null ? null : iso(lastEventAt),
      lastReceivedAt: iso(lastReceivedAt),
    })),
  };
}

/** The report asked for no other figures than these; the contract's schema, applied next, holds it to that. */
function agentCells(cells: Cells) {
  return cells as Partial<Record<(typeof agentPerformanceChoice)[number], Cell>>;
}

function scoreCells(cells: Cells) {
  return cells as Partial<Record<(typeof satisfactionKpis)[number], Cell>>;
}
