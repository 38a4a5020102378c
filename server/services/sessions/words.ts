import { RidaError } from '../../../core/errors.ts';
import { searchPattern } from '../../../core/language/search-pattern.ts';
import { type JoinKind, type Joins, personOf } from '../../../core/people/joins.ts';
import { phonePattern } from '../../../core/people/phones.ts';
import type { Context } from '../../context.ts';
import type { Params } from '../../warehouse/params.ts';
import { foundTooMany, type Holds, heldWords } from '../conversations/held-words.ts';
import { openCondition } from '../people/sight.ts';

/** Fewer letters than this would find nearly everything, at the price of reading it. */
const fewestLetters = 2;

/** What is looked for, as patterns of the engine. */
export interface Words {
  pattern: string;
  /** null where the words are no telephone number. */
  phone: string | null;
}

/** Reads the words of a search; null where none are given. Throws RidaError('invalidRequest') for too few letters. */
export function readWords(q: string | undefined): Words | null {
  if (q === undefined) return null;
  const pattern = searchPattern(q);
  if (pattern === null || [...q.trim()].length < fewestLetters)
    throw new RidaError('invalidRequest', { field: 'query.q', rule: 'too_short' });
  return { pattern, phone: phonePattern(q) };
}

/** Condition, and the common tables and join that it stands on. */
export interface SearchSql {
  tables: string[];
  join: string;
  condition: string;
  /** A question whose yes means that the words were said too often to be looked for; null where nothing said is. */
  tooCommon: string | null;
}

/**
 * The rows of `listed` (session rows: stream, session_id, conversation_id, customer_key, agent_id, team_id, topic, started,
 * ended_at) that hold the words in what the asker may see of them: ids, topic, the employee's name, the customer's name
 * and phone, what was said from the session's start to its end, and the comment of its rating. Only texts of the
 * streams in `listed` are read: the period and the filters bound the cost.
 */
export function searchSql(
  { pattern, phone }: Words,
  joins: Joins,
  params: Params,
  { actor: { sight } }: Context,
): SearchSql {
  const { sees } = sight;
  const workspace = 'workspace_id = {workspaceId:UInt32}';
  const open = (data: keyof typeof sees) => openCondition(sight, sees[data], params);
  const matches = (column: string, by = pattern) => `match(${column}, ${params.add('String', by)})`;
  const personIn = (kind: JoinKind, id: string) => personSql(kind, id, joins, params);
  const customers = (column: string, by: string) =>
    `(customer_key != '' AND customer_key IN (SELECT ${personIn('customer', 'customer_key')} FROM private_customers WHERE ${workspace} AND ${matches(column, by)}))`;
  const said = open('transcripts');
  const conditions = [
    matches('conversation_id'),
    matches('session_id'),
    matches('topic'),
    matches('agent_id'),
    `agent_id IN (
      SELECT ${personIn('agent', 'subject_id')} FROM names WHERE ${workspace} AND kind = 'agent' AND name != ''
      GROUP BY subject_id HAVING ${matches('argMax(name, (at, source, id))')})`,
    both(open('customerNames'), customers('name', pattern)),
    ...(phone === null ? [] : [both(open('contactDetails'), customers('phone', phone))]),
    both(
      open('comments'),
      commented((comment) => matches(comment), workspace),
    ),
    both(said, `arrayExists(at -> at >= started AND (ended_at IS NULL OR at <= ended_at), said_at)`),
  ].filter((condition) => condition !== 'false');
  const condition = `(${conditions.join(' OR ')})`;
  if (said === 'false') return { tables: [], join: '', condition, tooCommon: null };
  return {
    tables: [saidTable((text) => matches(text), workspace)],
    join: 'LEFT JOIN said ON said.said_in = listed.stream',
    condition,
    tooCommon: foundTooMany('text', (text) => matches(text)),
  };
}

/** The person that an id belongs to: his details may have been told under another of his ids. */
function personSql(kind: JoinKind, id: string, joins: Joins, params: Params): string {
  const ids = [...joins[kind].keys()];
  if (ids.length === 0) return id;
  const people = ids.map((each) => personOf(joins, kind, each));
  return `transform(${id}, ${params.add('Array(String)', ids)}, ${params.add('Array(String)', people)}, ${id})`;
}

function both(allowed: string, found: string): string {
  if (allowed === 'false') return 'false';
  return allowed === 'true' ? found : `(${allowed} AND ${found})`;
}

/** When the words were said, by stream. */
function saidTable(holds: Holds, workspace: string): string {
  return `said AS (
    SELECT stream AS said_in, groupArray(said_once) AS said_at FROM (
      SELECT stream, source, id, argMax(at, rank) AS said_once FROM events
      WHERE ${workspace} AND (stream, source, id) IN ${heldWords('text', holds)}
      GROUP BY stream, source, id)
    GROUP BY stream)`;
}

/** Sessions with a rating whose comment holds the words. */
function commented(holds: Holds, workspace: string): string {
  return `((stream, session_id) IN (
    SELECT stream, session_id FROM ratings FINAL
    WHERE ${workspace} AND session_id != '' AND (stream, event_source, event_id) IN ${heldWords('comment', holds)}))`;
}
