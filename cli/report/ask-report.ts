import type { z } from 'zod';
import type { Cell } from '../../contract/cell.ts';
import { queryReport, readAgentPerformance, readSatisfaction } from '../../contract/routes/reports.ts';
import type { Api } from '../connection/api.ts';
import { figuresOf } from './figures.ts';
import { type Grouping, isBucket, type ReportOptions } from './options.ts';

/** By KPI id; a figure that was not asked for is missing. */
export type Cells = Readonly<Record<string, Cell | undefined>>;

/** A row of a report: what it is about and its figures, by KPI id. */
export interface ReportRow {
  /** Id of an agent or a team, a channel, a topic, the first day of a bucket; '' for none. */
  key: string;
  /** Display name, where the key has one. */
  name: string | null;
  cells: Cells;
}

/** One table of a report. */
export interface ReportTable {
  by: ReportOptions['by'];
  rows: ReportRow[];
  /** The same figures over everything. */
  totals: Cells | null;
}

type Distribution = z.output<typeof readSatisfaction.answer>['distribution'];
type About = Pick<z.output<typeof readSatisfaction.answer>, 'period' | 'comparedWith' | 'asOf' | 'lastEventBySource'>;

export interface Report {
  /** The service's answer, as it is printed for `--format json`. */
  answer: unknown;
  about: About;
  /** KPI ids in the report's order. */
  kpis: readonly string[];
  tables: ReportTable[];
  /** Of the satisfaction report: how often each answer was given. */
  distribution: Distribution | null;
}

/** Asks the service for the report and lays it out as tables. */
export async function askReport(api: Api, options: ReportOptions): Promise<Report> {
  if (options.name === 'satisfaction') return askSatisfaction(api, options);
  return options.by === undefined || options.by === 'agent'
    ? askByAgent(api, options)
    : askByOther(api, options, options.by);
}

function queryOf({ from, to, compare, filters }: ReportOptions) {
  return { from, to, compare, ...filters };
}

async function askByAgent(api: Api, options: ReportOptions): Promise<Report> {
  const sent = await api.ask('/reports/agent-performance', {
    query: { ...queryOf(options), kpis: figuresOf(options) },
    workspaceId: options.workspaceId,
  });
  const answer = readAgentPerformance.answer.parse(sent);
  const rows = answer.rows.map(({ agentId, agentName, ...cells }) => ({ key: agentId, name: agentName, cells }));
  return {
    answer,
    about: answer,
    kpis: figuresOf(options),
    distribution: null,
    tables: [{ by: 'agent', rows, totals: answer.totals }],
  };
}

async function askByOther(api: Api, options: ReportOptions, by: NonNullable<ReportOptions['by']>): Promise<Report> {
  const { from, to, compare, filters, calendar, workspaceId } = options;
  const body = {
    kpis: figuresOf(options),
    from,
    to,
    compare,
    calendar,
    filters: givenFilters(filters),
    ...(isBucket(by) ? { bucket: by } : { by: [by] }),
  };
  const sent = await api.ask('/reports/query', { method: 'POST', body, workspaceId });
  const answer = queryReport.answer.parse(sent);
  const rows = answer.rows.map((row): ReportRow => ({
    key: isBucket(by) ? localDate(row.bucket?.from ?? '', answer.period.zone) : (row.by[by] ?? ''),
    name: null,
    cells: row.figures,
  }));
  const { rows: _rows, totals, ...about } = answer;
  return {
    answer: { ...about, rows: rows.map(({ key, cells }) => ({ [keyName(by)]: key, ...cells })), totals },
    about: answer,
    kpis: figuresOf(options),
    distribution: null,
    tables: [{ by, rows, totals }],
  };
}

async function askSatisfaction(api: Api, options: ReportOptions): Promise<Report> {
  const { by, calendar, workspaceId } = options;
  const bucket = isBucket(by) ? by : undefined;
  const sent = await api.ask('/reports/satisfaction', {
    query: { ...queryOf(options), bucket, calendar },
    workspaceId,
  });
  const answer = readSatisfaction.answer.parse(sent);
  const table = (of: Grouping | 'bucket', rows: ReportRow[]): ReportTable => ({
    by: of === 'bucket' ? (bucket ?? 'day') : of,
    rows,
    totals: answer.headline,
  });
  const tables = {
    agent: table(
      'agent',
      answer.byAgent.map(({ agentId, agentName, ...cells }) => ({ key: agentId, name: agentName, cells })),
    ),
    team: table(
      'team',
      answer.byTeam.map(({ teamId, teamName, ...cells }) => ({ key: teamId, name: teamName, cells })),
    ),
    channel: table(
      'channel',
      answer.byChannel.map(({ channel, ...cells }) => ({ key: channel, name: null, cells })),
    ),
    topic: table(
      'topic',
      answer.byTopic.map(({ topic, ...cells }) => ({ key: topic, name: null, cells })),
    ),
    trend: table(
      'bucket',
      answer.trend.rows.map(({ from: _from, to: _to, date, ...cells }) => ({ key: date, name: null, cells })),
    ),
  };
  const asked = by === undefined ? Object.values(tables) : [isBucket(by) ? tables.trend : tables[by]];
  return {
    answer: by === undefined ? answer : onlyRows(answer, asked[0]),
    about: answer,
    kpis: figuresOf(options),
    distribution: answer.distribution,
    tables: asked,
  };
}

/** The rows that `--by` asked for, in the form of every report: `{ …about, rows, totals }`. */
function onlyRows(answer: z.output<typeof readSatisfaction.answer>, table: ReportTable | undefined): unknown {
  const { headline, distribution, byAgent: _a, byTeam: _t, byChannel: _c, byTopic: _p, trend: _r, ...about } = answer;
  const rows = table?.rows.map(({ key, name, cells }) => ({
    [keyName(table.by)]: key,
    ...(name !== null && { [nameName(table.by)]: name }),
    ...cells,
  }));
  return { ...about, distribution, rows, totals: headline };
}

/** What a row's key is called in JSON and CSV. */
export function keyName(by: ReportOptions['by']): string {
  if (by === 'agent' || by === 'team') return `${by}Id`;
  return isBucket(by) ? 'date' : (by ?? 'key');
}

export function nameName(by: ReportOptions['by']): string {
  return `${by}Name`;
}

function givenFilters(filters: ReportOptions['filters']): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]])),
  );
}

/** The day an instant lies on in a zone, as `2026-11-22`. */
function localDate(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(Date.parse(instant));
}
