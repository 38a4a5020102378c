import { parseArgs } from 'node:util';
import { calendarIds, type CalendarId } from '../../core/calendar/units.ts';
import { readWorkspaceOption } from '../connection/workspace.ts';
import { UsageError } from '../usage-error.ts';

/** Reports of figures, and reports that have rows. */
const figureReports = ['agent-performance', 'satisfaction'] as const;
const rowReports = ['customer-service', 'satisfaction-rows'] as const;
export const reportNames = [...figureReports, ...rowReports] as const;
export type ReportName = (typeof reportNames)[number];

export const groupings = ['agent', 'team', 'channel', 'topic'] as const;
export type Grouping = (typeof groupings)[number];
export const buckets = ['day', 'week', 'month'] as const;
export type Bucket = (typeof buckets)[number];

const formats = ['table', 'json', 'csv'] as const;
const comparisons = ['before', 'lastYear'] as const;

export interface ReportOptions {
  name: ReportName;
  from: string | undefined;
  to: string | undefined;
  by: Grouping | Bucket | undefined;
  filters: Readonly<Record<Grouping, readonly string[] | undefined>>;
  compare: (typeof comparisons)[number] | undefined;
  calendar: CalendarId | undefined;
  format: (typeof formats)[number];
  /** CSV begins with a byte order mark, so that Excel reads it as UTF-8. */
  bom: boolean;
  /** The table shows every figure of the report, medians and 90th percentiles too. */
  all: boolean;
  /** Of a report with rows: words to look for, and how many rows at most. */
  q: string | undefined;
  limit: number | undefined;
  workspaceId: number | undefined;
  language: string | undefined;
}

/**
 * `rida report NAME [--from D] [--to D] [--by X] [--channel C]… [--team T]… [--agent A]… [--topic T]…
 * [--compare before|lastYear] [--calendar C] [--format table|json|csv] [--bom] [--all] [--workspace N] [--language L]`,
 * and for reports with rows `[--q WORDS] [--limit N] [--no-bom]` in place of `--by`, `--compare`, `--calendar`, `--all`.
 */
export function readReportOptions(args: string[]): ReportOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    allowNegative: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      by: { type: 'string' },
      channel: { type: 'string', multiple: true },
      team: { type: 'string', multiple: true },
      agent: { type: 'string', multiple: true },
      topic: { type: 'string', multiple: true },
      compare: { type: 'string' },
      calendar: { type: 'string' },
      format: { type: 'string', default: 'table' },
      bom: { type: 'boolean' },
      q: { type: 'string' },
      limit: { type: 'string' },
      all: { type: 'boolean', default: false },
      workspace: { type: 'string' },
      language: { type: 'string' },
    },
  });
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('cli.report.usage');
  const isOfRows = isRowReport(name);
  const misplaced = isOfRows ? (['by', 'compare', 'calendar', 'all'] as const) : (['q', 'limit'] as const);
  for (const option of misplaced) if (values[option]) throw misplacedOption(`--${option}`, isOfRows);
  return {
    name: oneOf('NAME', name, reportNames),
    from: values.from,
    to: values.to,
    by: perhaps('--by', values.by, [...groupings, ...buckets]),
    filters: { agent: values.agent, team: values.team, channel: values.channel, topic: values.topic },
    compare: perhaps('--compare', values.compare, comparisons),
    calendar: perhaps('--calendar', values.calendar, calendarIds),
    format: oneOf('--format', values.format, formats),
    // People open rows in a spreadsheet; programs read figures.
    bom: values.bom ?? isOfRows,
    all: values.all,
    q: values.q,
    limit: readLimit(values.limit),
    workspaceId: readWorkspaceOption(values.workspace),
    language: values.language,
  };
}

export function isRowReport(name: string): name is (typeof rowReports)[number] {
  return rowReports.some((one) => one === name);
}

function misplacedOption(option: string, isOfRows: boolean): UsageError {
  return new UsageError(isOfRows ? 'cli.report.rows.notForRows' : 'cli.report.rows.onlyForRows', { option });
}

function readLimit(written: string | undefined): number | undefined {
  if (written === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  throw new UsageError('cli.report.badChoice', { option: '--limit', value: written, choices: '1, 2, 3 …' });
}

export function isBucket(by: string | undefined): by is Bucket {
  return buckets.some((bucket) => bucket === by);
}

function perhaps<T extends string>(option: string, value: string | undefined, choices: readonly T[]): T | undefined {
  return value === undefined ? undefined : oneOf(option, value, choices);
}

function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new UsageError('cli.report.badChoice', { option, value, choices: choices.join(', ') });
  return found;
}
