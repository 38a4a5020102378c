import { type Alike, alikeAmong, type Known, mostSharing } from '../../../core/people/alike.ts';
import { countryOfZone, e164 } from '../../../core/people/e164.ts';
import { type JoinKind, type Joins, personOf } from '../../../core/people/joins.ts';
import { foldText } from '../../../core/language/folding.ts';
import type { Context } from '../../context.ts';
import { readJoins } from '../../database/joins.ts';

/** Two ids that are surely one person's, with the names they go by; of customers they are keys. */
export interface Proposal extends Alike {
  oneName: string | null;
  otherName: string | null;
}

const mostProposals = 200;

/** Details that several ids share are looked at closer: so many ids at most. */
const mostLookedAt = 20_000;

/**
 * Ids that share a phone (in whatever writing) or an e-mail address with few others, and are neither joined nor
 * refused: at most 200.
 */
export async function proposeJoins(context: Context): Promise<Proposal[]> {
  const { database } = context;
  const [joins, refused, customers, agents] = await Promise.all([
    readJoins(database),
    database.selectFrom('join_refusals').select(['kind', 'one', 'other']).execute(),
    readDetails(customersSql, context),
    readDetails(agentsSql, context),
  ]);
  const not = new Set(refused.map(({ kind, one, other }) => JSON.stringify([kind, one, other])));
  const found = [
    ...proposalsOf('agent', agents, joins, context),
    ...proposalsOf('customer', customers, joins, context),
  ];
  return found.filter(({ kind, one, other }) => !not.has(JSON.stringify([kind, one, other]))).slice(0, mostProposals);
}

type Details = [id: string, name: string, phones: string[], emails: string[]];

function proposalsOf(kind: JoinKind, details: readonly Details[], joins: Joins, { workspace }: Context): Proposal[] {
  const country = countryOfZone(workspace.zone);
  const names = new Map<string, string>();
  const people = details.map(([id, name, phones, emails]): Known => {
    const person = personOf(joins, kind, id);
    if (name !== '' && !names.has(person)) names.set(person, name);
    return {
      id: person,
      phones: phones.flatMap((phone) => e164(phone, country) ?? []),
      emails: emails.map(foldText).filter((email) => email !== ''),
    };
  });
  return alikeAmong(kind, people).map((pair) => ({
    ...pair,
    oneName: names.get(pair.one) ?? null,
    otherName: names.get(pair.other) ?? null,
  }));
}

function readDetails(sql: string, { workspace, warehouse }: Context): Promise<Details[]> {
  return warehouse.rows<Details>(sql, { workspaceId: workspace.id });
}

const own = 'workspace_id = {workspaceId:UInt32}';

/** The end of a number is the same in all its writings: those that share it are compared properly. */
const phoneEnd = `right(replaceRegexpAll(
  translateUTF8(phone, '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '01234567890123456789'), '[^0-9]', ''), 8)`;

/** Ids with details that a few share; of each id everything that it was told with. */
function sharingSql(told: string): string {
  const sharing = (mark: string, from: string) => `
    SELECT arrayJoin(ids) AS id FROM (
      SELECT groupUniqArray(${mostSharing + 1})(id) AS ids FROM (SELECT id, ${mark} AS mark FROM told WHERE ${from} != '')
      WHERE length(mark) > 5 GROUP BY mark HAVING length(ids) > 1 AND length(ids) <= ${mostSharing})`;
  return `
    WITH told AS (${told})
    SELECT id, argMaxIf(name, at, name != ''), groupUniqArrayIf(20)(phone, phone != ''),
      groupUniqArrayIf(20)(email, email != '')
    FROM told WHERE id IN (${sharing(phoneEnd, 'phone')} UNION DISTINCT ${sharing('lowerUTF8(trim(email))', 'email')})
    GROUP BY id ORDER BY id LIMIT ${mostLookedAt}`;
}

const customersSql = sharingSql(
  `SELECT customer_key AS id, at, name, phone, email FROM private_customers WHERE ${own} AND (phone != '' OR email != '')`,
);

/** What was told of an agent beside his name lies with the private part of its event. */
const agentsSql = sharingSql(`
  SELECT substring(stream, 7) AS id, received AS at, '' AS name,
    JSONExtractString(extra, 'phone') AS phone, JSONExtractString(extra, 'email') AS email
  FROM private_events WHERE ${own} AND startsWith(stream, 'agent:')`);
