import { customerStream } from '../../../core/events/streams.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import { rememberStreams } from '../../ingest/erased-people.ts';
import { streamKeyOf } from '../../ingest/keys.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { ErasingPorts, Person } from './person.ts';

/** What an erasure has listed, for `IN` of a statement with parameters `workspaceId` and `erasureId`. */
export function listed(kind: 'stream' | 'letter'): string {
  return `(SELECT name FROM erasing
    WHERE workspace_id = {workspaceId:UInt32} AND erasure_id = {erasureId:UInt32} AND kind = '${kind}')`;
}

/**
 * Lists the streams that name him, as customer or as visitor, and his own. From now on the intake knows them, so
 * that what is sent of them later comes without words although it does not name him.
 */
export async function listStreams(person: Person, secret: string, ports: ErasingPorts): Promise<void> {
  const { workspaceId, erasureId, customerKey } = person;
  const { warehouse } = ports;
  await forgetListed(person, warehouse);
  await warehouse.command(
    'fold',
    `INSERT INTO erasing SELECT DISTINCT workspace_id, {erasureId:UInt32}, 'stream', stream FROM events
     WHERE workspace_id = {workspaceId:UInt32} AND position(body, {customerKey:String}) > 0`,
    { workspaceId, erasureId, customerKey },
  );
  const own = [[workspaceId, erasureId, 'stream', customerStream(customerKey)]];
  await warehouse.insert('fold', 'erasing', ['workspace_id', 'erasure_id', 'kind', 'name'], own);
  const database = new ScopedDatabase(ports.db, workspaceId);
  for await (const streams of pages(person, warehouse)) {
    const keys = streams.map((stream) => streamKeyOf(secret, stream));
    await database.transaction((own) => rememberStreams(own, keys));
  }
  await ports.erased.refresh();
}

/** Empties the list; what it named is off the disk with the next merge, as its streams are with none. */
export async function forgetListed({ workspaceId, erasureId }: Person, warehouse: Warehouse): Promise<void> {
  await warehouse.command(
    'fold',
    `ALTER TABLE erasing DELETE WHERE workspace_id = {workspaceId:UInt32} AND erasure_id = {erasureId:UInt32}
     SETTINGS mutations_sync = 2`,
    { workspaceId, erasureId },
  );
}

const streamsPerPage = 2_000;

async function* pages({ workspaceId, erasureId }: Person, warehouse: Warehouse): AsyncGenerator<string[]> {
  let after = '';
  for (;;) {
    const rows: [string][] = await warehouse.rows<[string]>(
      'fold',
      `SELECT DISTINCT name FROM erasing
       WHERE workspace_id = {workspaceId:UInt32} AND erasure_id = {erasureId:UInt32} AND kind = 'stream'
         AND name > {after:String}
       ORDER BY name LIMIT ${streamsPerPage}`,
      { workspaceId, erasureId, after },
    );
    if (rows.length === 0) return;
    yield rows.map(([name]) => name);
    after = rows.at(-1)?.[0] ?? '';
  }
}
