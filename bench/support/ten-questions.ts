import { type AskedQuestion, type Question, questionIn } from '../../core/kpis/question.ts';
import type { CalendarSettings, Period } from '../../core/calendar/units.ts';
import { kpiOf } from '../../core/kpis/kpis.ts';

/** A question as Rida asks it, and as somebody would write it by hand for each of the two engines. */
export interface Trial {
  name: string;
  question: Question;
  /** Columns before the cells. */
  keys: number;
  /** ClickHouse: FINAL, exact quantiles, a row for each key and, where the question has keys, one for all. */
  clickhouse: string;
  /** PostgreSQL: the same. */
  postgres: string;
}

const riyadh: CalendarSettings = { zone: 'Asia/Riyadh', calendar: 'gregory', weekStart: 7 };
const at = (month: number, day = 1): number => Date.UTC(2025, month - 1, day) - 3 * 3_600_000;
const year: Period = { from: at(1), to: at(13) };
const quarter: Period = { from: at(4), to: at(7) };
const month: Period = { from: at(6), to: at(7) };
const week: Period = { from: at(6, 8), to: at(6, 15) };

const csat = "subject = 'conversation' AND family = 'csat'";

/** Ten questions that a support admin asks in a week. */
export function tenQuestions(): Trial[] {
  return [
    trial('how did each agent do this year', { kpis: agentFigures(), by: ['agent'] }, year, {
      table: 'assignments',
      keys: ['agent_id'],
      where: 'NOT outbound',
      cells: [
        count(),
        ...['completed', 'missed', 'timedOut', 'transferred', 'expired'].map((outcome) =>
          count(`outcome = '${outcome}'`),
        ),
        ...spread('response_after_assignment_ms'),
        ...spread('handle_ms'),
      ],
    }),
    trial('how long do customers wait for each team', { kpis: spreadOf('replyTime'), by: ['team'] }, year, {
      table: 'turns',
      keys: ['team_id'],
      cells: spread('reply_time_ms'),
    }),
    trial('first response by channel this quarter', { kpis: spreadOf('firstResponse'), by: ['channel'] }, quarter, {
      table: 'sessions',
      keys: ['channel'],
      where: 'NOT outbound',
      cells: spread('first_response_ms'),
    }),
    trial('how satisfied with each agent', { kpis: scores(), by: ['agent'] }, year, {
      table: 'ratings',
      keys: ['agent_id'],
      where: csat,
      cells: scoreCells(),
    }),
    trial('satisfaction by topic, month by month', { kpis: scores(), by: ['topic'], bucket: 'month' }, year, {
      table: 'ratings',
      keys: ['bucket month', 'topic'],
      where: csat,
      cells: scoreCells(),
    }),
    trial('sessions a day', { kpis: ['agentSessions'], by: [], bucket: 'day' }, year, {
      table: 'sessions',
      keys: ['bucket day'],
      where: "NOT outbound AND kind = 'agent'",
      cells: [count()],
    }),
    trial(
      'when in the week do they come',
      { kpis: ['agentSessions', ...spreadOf('firstResponse')], by: ['weekday', 'hourOfDay'] },
      year,
      {
        table: 'sessions',
        keys: ['weekday', 'hour'],
        where: 'NOT outbound',
        cells: [count("kind = 'agent'"), ...spread('first_response_ms')],
      },
    ),
    trial(
      'what became of each team’s tickets this month',
      { kpis: ['assigned', ...spreadOf('handleTimePerTicket')], by: ['team', 'outcome'] },
      month,
      {
        table: 'assignments',
        keys: ['team_id', 'outcome'],
        where: 'NOT outbound',
        cells: [count(), ...spread('handle_ms')],
      },
    ),
    trial('one agent’s week', { kpis: agentFigures(), by: [], filters: { agent: ['a7'] } }, week, {
      table: 'assignments',
      keys: [],
      where: "NOT outbound AND agent_id = 'a7'",
      cells: [
        count(),
        ...['completed', 'missed', 'timedOut', 'transferred', 'expired'].map((outcome) =>
          count(`outcome = '${outcome}'`),
        ),
        ...spread('response_after_assignment_ms'),
        ...spread('handle_ms'),
      ],
    }),
    trial('hours online by agent this quarter', { kpis: ['onlineHours'], by: ['agent'] }, quarter, {
      table: 'presence',
      keys: ['agent_id'],
      where: "status = 'online'",
      cells: [count(), { clickhouse: 'sum(status_ms)', postgres: 'sum(status_ms)' }],
    }),
  ];
}

function agentFigures(): string[] {
  const outcomes = ['completed', 'missed', 'timedOut', 'transferred', 'expired'];
  return ['assigned', ...outcomes, ...spreadOf('responseAfterAssignment'), ...spreadOf('handleTimePerTicket')];
}

function spreadOf(kpi: string): string[] {
  return [kpi, `${kpi}Median`, `${kpi}P90`];
}

function scores(): string[] {
  return [...spreadOf('averageScore'), 'satisfiedShare', 'ratings'];
}

interface Cell {
  clickhouse: string;
  postgres: string;
}

function count(condition?: string): Cell {
  return condition === undefined
    ? { clickhouse: 'count()', postgres: 'count(*)' }
    : { clickhouse: `countIf(${condition})`, postgres: `count(*) filter (where ${condition})` };
}

/** What a mean is always offered with: how many, the deviation that its interval needs, median and 90th percentile. */
function spread(column: string): Cell[] {
  return [
    {
      clickhouse: `count(${column}), avg(${column}), stddevSampStable(${column}), quantilesExactInclusive(0.5, 0.9)(${column})`,
      postgres: `count(${column}), avg(${column}), stddev_samp(${column}),
        percentile_cont(array[0.5, 0.9]) within group (order by ${column})`,
    },
  ];
}

function scoreCells(): Cell[] {
  return [count(), count('satisfied'), ...spread('score')];
}

interface ByHand {
  table: string;
  keys: readonly string[];
  where?: string;
  cells: readonly Cell[];
}

function trial(
  name: string,
  asked: Omit<AskedQuestion, 'kpis' | 'filters'> &
    Partial<Pick<AskedQuestion, 'filters'>> & { kpis: readonly string[] },
  period: Period,
  byHand: ByHand,
): Trial {
  const question = { filters: {}, ...asked, kpis: asked.kpis.map(kpiOf) };
  return {
    name,
    question: questionIn(question, period, riyadh),
    keys: byHand.keys.length,
    clickhouse: clickhouseSql(byHand, period),
    postgres: postgresSql(byHand, period),
  };
}

const clickhouseKeys: Readonly<Record<string, string>> = {
  'bucket month': "toStartOfMonth(at, 'Asia/Riyadh')",
  'bucket day': "toStartOfDay(at, 'Asia/Riyadh')",
  weekday: "toDayOfWeek(at, 0, 'Asia/Riyadh')",
  hour: "toHour(at, 'Asia/Riyadh')",
};

function clickhouseSql({ table, keys, where = 'true', cells }: ByHand, { from, to }: Period): string {
  const names = keys.map((key) => clickhouseKeys[key] ?? key);
  const group = names.length === 0 ? '' : `GROUP BY GROUPING SETS ((${names.join(', ')}), ())`;
  return `SELECT ${[...names, ...cells.map(({ clickhouse }) => clickhouse)].join(', ')} FROM ${table} FINAL
    WHERE workspace_id = 1 AND at >= fromUnixTimestamp64Milli(${from}) AND at < fromUnixTimestamp64Milli(${to})
      AND ${where} ${group}`;
}

const local = "(at at time zone 'Asia/Riyadh')";
const postgresKeys: Readonly<Record<string, string>> = {
  'bucket month': `date_trunc('month', ${local})`,
  'bucket day': `date_trunc('day', ${local})`,
  weekday: `extract(isodow from ${local})`,
  hour: `extract(hour from ${local})`,
};

function postgresSql({ table, keys, where = 'true', cells }: ByHand, { from, to }: Period): string {
  const names = keys.map((key) => postgresKeys[key] ?? key);
  const group = names.length === 0 ? '' : `group by grouping sets ((${names.join(', ')}), ())`;
  const instant = (ms: number) => `timestamptz 'epoch' + ${ms} * interval '1 millisecond'`;
  return `select ${[...names, ...cells.map(({ postgres }) => postgres)].join(', ')} from bench.${table}
    where workspace_id = 1 and at >= ${instant(from)} and at < ${instant(to)} and ${where} ${group}`;
}
