import type { RetentionClass } from '../../../core/people/retention.ts';
import type { ScopedDatabase } from '../../database/scoped.ts';
import type { ScopedWarehouse, Warehouse } from '../../warehouse/warehouse.ts';

/** What counting needs: one workspace, read only. */
export interface CountPorts {
  database: ScopedDatabase;
  warehouse: ScopedWarehouse;
}

/** What removing needs beside that. */
export interface RemovePorts {
  database: ScopedDatabase;
  warehouse: Warehouse;
}

/** How much of a class is over its time, by the month it is of. */
export interface MonthCount {
  /** `2026-11`, UTC. */
  month: string;
  count: number;
}

/** What one class of a workspace's data means in the engines. */
export interface KeptClass {
  name: RetentionClass;
  /** Warehouse tables it is removed from. */
  tables: readonly string[];
  /** What is older than `before` (epoch ms), oldest month first; nothing: empty. */
  count(before: number, ports: CountPorts): Promise<MonthCount[]>;
  /** Removes it, in steps of a month of receipt at most; may be cut off anywhere and run again. */
  remove(before: number, ports: RemovePorts): Promise<void>;
}

const ofWorkspace = 'workspace_id = {workspaceId:UInt32}';
const instant = "fromUnixTimestamp64Milli({before:Int64}, 'UTC')";
const month = (column: string) => `formatDateTime(${column}, '%Y-%m', 'UTC')`;

/** What staff is called and reached by is no transcript. */
const said =
  "NOT startsWith(stream, 'agent:') AND NOT startsWith(stream, 'team:') AND (text != '' OR url != '' OR extra != '')";

const transcripts = wordsClass('transcripts', said, "text = '', url = '', extra = ''");
const comments = wordsClass('comments', "comment != ''", "comment = ''");

/**
 * Words of events: when they were said is in the log, in the partition of the same name, as both are written by one
 * commit.
 */
function wordsClass(name: RetentionClass, holds: string, emptied: string): KeptClass {
  const old = (partition: string, columns: string) =>
    `SELECT ${columns} FROM events WHERE ${ofWorkspace} AND _partition_id = '${partition}' AND at < ${instant}`;

  async function countIn(partition: string, before: number, warehouse: ScopedWarehouse) {
    const rows = await warehouse.rows<[string, number]>(
      `${old(partition, `${month('at')} AS month, uniqExact(stream, source, id)`)}
         AND (stream, source, id) IN (
           SELECT stream, source, id FROM private_events
           WHERE ${ofWorkspace} AND _partition_id = '${partition}' AND ${holds})
       GROUP BY month`,
      { before },
    );
    return rows.map(([month, count]) => ({ month, count: Number(count) }));
  }

  return {
    name,
    tables: ['private_events'],
    async count(before, { warehouse }) {
      const counts: MonthCount[] = [];
      for (const partition of await partitionsOf(warehouse))
        counts.push(...(await countIn(partition, before, warehouse)));
      return byMonth(counts);
    },
    async remove(before, { database: { workspaceId }, warehouse }) {
      const own = warehouse.forWorkspace(workspaceId);
      const change = (what: string) =>
        warehouse.command('fold', `ALTER TABLE private_events ${what} SETTINGS mutations_sync = 2`, {
          workspaceId,
          before,
        });
      for (const partition of await partitionsOf(own)) {
        if ((await countIn(partition, before, own)).length === 0) continue;
        await change(
          `UPDATE ${emptied} IN PARTITION ID '${partition}'
           WHERE ${ofWorkspace} AND ${holds} AND (stream, source, id) IN (${old(partition, 'stream, source, id')})`,
        );
        await change(
          `DELETE IN PARTITION ID '${partition}'
           WHERE ${ofWorkspace} AND text = '' AND comment = '' AND url = '' AND extra = ''`,
        );
      }
    },
  };
}

/** Ids of the months of receipt in which the workspace has words; the engine made them, and they name no data. */
async function partitionsOf(warehouse: ScopedWarehouse): Promise<string[]> {
  const rows = await warehouse.rows<[string]>(
    `SELECT DISTINCT _partition_id AS id FROM private_events WHERE ${ofWorkspace} ORDER BY id`,
  );
  return rows.map(([id]) => id);
}

function byMonth(counts: readonly MonthCount[]): MonthCount[] {
  const sums = new Map<string, number>();
  for (const { month, count } of counts) sums.set(month, (sums.get(month) ?? 0) + count);
  return [...sums].map(([month, count]) => ({ month, count })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

/** Customers and the last that they did: were told of, opened or closed a contact, visited, rated. */
const lastSeen = `
  SELECT customer_key, max(seen) AS last FROM (
    SELECT customer_key, at AS seen FROM private_customers WHERE ${ofWorkspace}
    UNION ALL SELECT customer_key, greatest(at, ifNull(closed_at, at)) FROM contacts WHERE ${ofWorkspace}
    UNION ALL SELECT customer_key, greatest(at, ifNull(ended_at, at)) FROM sessions WHERE ${ofWorkspace}
    UNION ALL SELECT customer_key, at FROM visits WHERE ${ofWorkspace}
    UNION ALL SELECT customer_key, at FROM ratings WHERE ${ofWorkspace}
  ) GROUP BY customer_key HAVING last < ${instant}`;

const contactDetails: KeptClass = {
  name: 'contactDetails',
  tables: ['private_customers'],
  async count(before, { warehouse }) {
    const rows = await warehouse.rows<[string, number]>(
      `SELECT ${month('last')} AS month, count() FROM (${lastSeen})
       WHERE customer_key IN (SELECT customer_key FROM private_customers WHERE ${ofWorkspace}) GROUP BY month`,
      { before },
    );
    return byMonth(rows.map(([month, count]) => ({ month, count: Number(count) })));
  },
  async remove(before, { database: { workspaceId }, warehouse }) {
    await warehouse.command(
      'fold',
      `ALTER TABLE private_customers DELETE
       WHERE ${ofWorkspace} AND customer_key IN (SELECT customer_key FROM (${lastSeen})) SETTINGS mutations_sync = 2`,
      { workspaceId, before },
    );
  },
};

const deadLetters: KeptClass = {
  name: 'deadLetters',
  tables: ['dead_letters'],
  async count(before, { warehouse }) {
    const rows = await warehouse.rows<[string, number]>(
      `SELECT ${month('received')} AS month, uniqExact(letter_id) FROM dead_letters
       WHERE ${ofWorkspace} AND received < ${instant} GROUP BY month`,
      { before },
    );
    return byMonth(rows.map(([month, count]) => ({ month, count: Number(count) })));
  },
  async remove(before, { database: { workspaceId }, warehouse }) {
    await warehouse.command(
      'fold',
      `ALTER TABLE dead_letters DELETE WHERE ${ofWorkspace} AND received < ${instant} SETTINGS mutations_sync = 2`,
      { workspaceId, before },
    );
  },
};

const audit: KeptClass = {
  name: 'audit',
  tables: [],
  async count(before, { database }) {
    const counts: MonthCount[] = [];
    for (let from = await oldestAudit(database); from !== null && from < before;) {
      const to = Math.min(nextMonth(from), before);
      const { count } = await database
        .selectFrom('audit')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('at', '>=', from)
        .where('at', '<', to)
        .executeTakeFirstOrThrow();
      if (count > 0) counts.push({ month: new Date(from).toISOString().slice(0, 7), count });
      from = to;
    }
    return counts;
  },
  async remove(before, { database }) {
    await database.deleteFrom('audit').where('at', '<', before).execute();
  },
};

async function oldestAudit(database: ScopedDatabase): Promise<number | null> {
  const { at } = await database
    .selectFrom('audit')
    .select((eb) => eb.fn.min<number | null>('at').as('at'))
    .executeTakeFirstOrThrow();
  return at;
}

function nextMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** Every class, in the order in which a night goes through them. */
export const keptClasses: readonly KeptClass[] = [transcripts, contactDetails, comments, deadLetters, audit];
