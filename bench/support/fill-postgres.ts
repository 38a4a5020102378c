import type pg from 'pg';
import { agents, yearMs } from './fill-facts.ts';

/** Rows that a statement makes: bounds its transaction. */
const share = 1_000_000;

/**
 * The same facts as `fillFacts` makes, in PostgreSQL: plain tables with the columns that the questions read,
 * vacuumed and analysed, each with an index by time and one by agent and time that hold what is asked most.
 */
export async function fillPostgres(pool: pg.Pool, sessions: number, from: number): Promise<void> {
  await pool.query('create schema if not exists bench');
  for (const sql of tables) await pool.query(sql);
  const step = yearMs / sessions;
  for (let first = 0; first < sessions; first += share) {
    const last = Math.min(first + share, sessions) - 1;
    for (const sql of [sessionRows, assignmentRows, turnRows, ratingRows])
      await pool.query(sql(from, step, `generate_series(${first}, ${last})`));
  }
  await pool.query(presenceRows(from));
  for (const [table, covered] of Object.entries(covering)) {
    await pool.query(`create index on bench.${table} (workspace_id, at) include (${covered})`);
    await pool.query(`create index on bench.${table} (workspace_id, agent_id, at) include (${covered})`);
  }
  for (const table of Object.keys(covering)) await pool.query(`vacuum analyze bench.${table}`);
}

const about =
  'workspace_id integer not null, at timestamptz not null, channel text, topic text, agent_id text, team_id text';

const tables = [
  'drop table if exists bench.sessions, bench.assignments, bench.turns, bench.ratings, bench.presence',
  `create table bench.sessions (${about}, kind text, outbound boolean, ended_at timestamptz, first_response_ms bigint,
    resolution_ms bigint, duration_ms bigint)`,
  `create table bench.assignments (${about}, outbound boolean, outcome text, agent_messages integer,
    response_after_assignment_ms bigint, handle_ms bigint, resolution_ms bigint)`,
  `create table bench.turns (${about}, reply_time_ms bigint, customer_wait_ms bigint)`,
  `create table bench.ratings (${about}, subject text, family text, scale text, value double precision,
    score double precision, satisfied boolean)`,
  'create table bench.presence (workspace_id integer not null, at timestamptz not null, agent_id text, status text, status_ms bigint)',
];

const covering: Record<string, string> = {
  sessions: 'channel, team_id, kind, outbound, first_response_ms, duration_ms',
  assignments: 'team_id, outbound, outcome, response_after_assignment_ms, handle_ms',
  turns: 'team_id, reply_time_ms',
  ratings: 'topic, subject, family, score, satisfied',
  presence: 'status, status_ms',
};

const scattered = (salt: number): string => `((n::bigint + ${salt}) * 2654435761 % 4294967296 / 64)`;
const noise = (low: number, high: number, salt: number): string => `${low} + ${scattered(salt)} % ${high - low}`;
const agent = `'a' || ${scattered(0)} % ${agents}`;

/** As the warehouse's: a number of milliseconds, cut off. */
function start(from: number, step: number): string {
  return `timestamptz 'epoch' + trunc(${from} + n * ${step}::double precision) * interval '1 millisecond'`;
}

function told(from: number, step: number): string {
  return `1, ${start(from, step)}, (array['web', 'whatsapp', 'email'])[1 + n % 3],
    (array['billing', 'delivery', ''])[1 + n % 3], ${agent}, 't' || n % 4`;
}

type Rows = (from: number, step: number, numbers: string) => string;

const sessionRows: Rows = (from, step, numbers) => `
  insert into bench.sessions select ${told(from, step)}, 'agent', false, ${start(from, step)} + interval '20 minutes',
    ${noise(1000, 900_000, 1)}, ${noise(60_000, 5_000_000, 2)}, ${noise(60_000, 5_000_000, 3)}
  from ${numbers} as n`;

const assignmentRows: Rows = (from, step, numbers) => `
  insert into bench.assignments select ${told(from, step)}, false,
    (array['completed', 'completed', 'completed', 'missed', 'timedOut', 'transferred', 'expired'])[1 + ${scattered(9)} % 7], 3,
    case when n % 7 <> 0 then ${noise(1000, 900_000, 4)} end, ${noise(10_000, 3_000_000, 5)},
    case when n % 7 <> 0 then ${noise(60_000, 5_000_000, 2)} end
  from ${numbers} as n`;

const turnRows: Rows = (from, step, numbers) => `
  insert into bench.turns select ${told(from, step)}, ${noise(1000, 900_000, 6)}, ${noise(1000, 1_200_000, 7)}
  from ${numbers} as n`;

const ratingRows: Rows = (from, step, numbers) => `
  insert into bench.ratings select ${told(from, step)}, 'conversation', 'csat', 'smiley3', 1 + ${scattered(8)} % 3,
    ${scattered(8)} % 3 * 50, ${scattered(8)} % 3 = 2
  from ${numbers} as n where n % 10 = 0`;

const presenceRows = (from: number): string => `
  insert into bench.presence
  select 1, timestamptz 'epoch' + (${from} + n / ${agents} * 900000::bigint) * interval '1 millisecond', 'a' || n % ${agents}, 'online', 900000
  from generate_series(0, ${364 * 32 * agents - 1}) as n`;
