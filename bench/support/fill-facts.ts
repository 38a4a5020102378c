import type { Warehouse } from '../../server/warehouse/warehouse.ts';

/** A million rows a statement: several parts a table, as ingest and merges leave them. */
const share = 1_000_000;

/** Agents, and milliseconds between the starts of two sessions so that all lie within a year. */
export const agents = 60;
export const yearMs = 364 * 86_400_000;

/**
 * Facts of that many agent sessions within a year: a session and an assignment each, a turn for two, a
 * rating for one in ten, and the agents' presence. `from`: the year's first instant.
 */
export async function fillFacts(
  warehouse: Warehouse,
  workspaceId: number,
  sessions: number,
  from: number,
): Promise<void> {
  const step = yearMs / sessions;
  for (let first = 0; first < sessions; first += share) {
    const params = { workspaceId, from, step, first, count: Math.min(share, sessions - first), agents };
    for (const sql of [sessionRows, assignmentRows, turnRows, ratingRows])
      await warehouse.command('append', sql, params);
  }
  await warehouse.command('append', presenceRows, { workspaceId, from, agents });
}

const start = 'fromUnixTimestamp64Milli(toInt64({from:Int64} + number * {step:Float64}))';
/**
 * A number that looks random, from 0 up to 2³² / 64: by arithmetic alone, so that PostgreSQL, which the bench
 * `questions` compares with, makes the very same facts.
 */
export const scattered = (salt: number): string => `intDiv((number + ${salt}) * 2654435761 % 4294967296, 64)`;
const agent = `concat('a', toString(${scattered(0)} % {agents:UInt32}))`;
const about =
  "concat('c', toString(number)), 'bench', ['web', 'whatsapp', 'email'][1 + number % 3], '', ['billing', 'delivery', ''][1 + number % 3]";
const noise = (low: number, high: number, salt: number): string =>
  `toInt64(${low} + ${scattered(salt)} % ${high - low})`;
const numbers = 'FROM numbers({first:UInt64}, {count:UInt64}) SETTINGS max_partitions_per_insert_block = 0';

const sessionRows = `
INSERT INTO sessions (workspace_id, at, stream, key, session_id, conversation_id, source, channel, inbox, topic, kind, agent_id, team_id,
  opened_at, queued_at, ended_at, end_reason, customer_messages, agent_messages, first_response_ms, resolution_ms, duration_ms, version, is_deleted)
SELECT {workspaceId:UInt32}, ${start} AS started, concat('conversation:c', toString(number)), concat('bench:', toString(number)),
  concat('bench:', toString(number)), ${about}, 'agent', ${agent}, concat('t', toString(number % 4)), started, started,
  started + INTERVAL 20 MINUTE, 'agentClosed', 3, 3, ${noise(1000, 900_000, 1)}, ${noise(60_000, 5_000_000, 2)}, ${noise(60_000, 5_000_000, 3)}, 1, 0
${numbers}`;

const assignmentRows = `
INSERT INTO assignments (workspace_id, at, stream, key, session_id, conversation_id, source, channel, inbox, topic, agent_id, team_id,
  session_started_at, ended_at, outcome, replied, agent_messages, response_after_assignment_ms, handle_ms, resolution_ms, version, is_deleted)
SELECT {workspaceId:UInt32}, ${start} AS started, concat('conversation:c', toString(number)), concat('bench:', toString(number), '|a'),
  concat('bench:', toString(number)), ${about}, ${agent}, concat('t', toString(number % 4)), started, started + INTERVAL 20 MINUTE,
  ['completed', 'completed', 'completed', 'missed', 'timedOut', 'transferred', 'expired'][1 + ${scattered(9)} % 7], true, 3,
  if(number % 7 = 0, NULL, ${noise(1000, 900_000, 4)}), ${noise(10_000, 3_000_000, 5)}, if(number % 7 = 0, NULL, ${noise(60_000, 5_000_000, 2)}), 1, 0
${numbers}`;

const turnRows = `
INSERT INTO turns (workspace_id, at, stream, key, session_id, conversation_id, source, channel, inbox, topic, agent_id, team_id,
  reply_time_ms, customer_wait_ms, version, is_deleted)
SELECT {workspaceId:UInt32}, ${start} AS started, concat('conversation:c', toString(number)), concat('bench:t', toString(number)),
  concat('bench:', toString(number)), ${about}, ${agent}, concat('t', toString(number % 4)), ${noise(1000, 900_000, 6)}, ${noise(1000, 1_200_000, 7)}, 1, 0
${numbers}`;

const ratingRows = `
INSERT INTO ratings (workspace_id, at, stream, key, rating_id, conversation_id, source, channel, inbox, topic, subject, scale, family,
  scoring_version, value, score, satisfied, first_value, rated_owner, agent_id, team_id, version, is_deleted)
SELECT {workspaceId:UInt32}, ${start} AS started, concat('conversation:c', toString(number)), concat('r', toString(number)),
  concat('r', toString(number)), ${about}, 'conversation', 'smiley3', 'csat', 1, 1 + ${scattered(8)} % 3 AS chosen, (chosen - 1) * 50,
  chosen = 3, chosen, 'agent', ${agent}, concat('t', toString(number % 4)), 1, 0
FROM numbers({first:UInt64}, {count:UInt64}) WHERE number % 10 = 0 SETTINGS max_partitions_per_insert_block = 0`;

const presenceRows = `
INSERT INTO presence (workspace_id, at, stream, key, agent_id, status, status_ms, cut, version, is_deleted)
SELECT {workspaceId:UInt32}, fromUnixTimestamp64Milli(toInt64({from:Int64} + intDiv(number, {agents:UInt32}) * 900000)),
  concat('presence:a', toString(number % {agents:UInt32})), toString(number), concat('a', toString(number % {agents:UInt32})),
  'online', 900000, false, 1, 0
FROM numbers(364 * 32 * {agents:UInt32}) SETTINGS max_partitions_per_insert_block = 0`;
