import { maxRowsPerStatement } from '../../warehouse/warehouse.ts';
import { type Kysely, sql } from 'kysely';
import { tellFactsChanged } from '../../database/facts-notices.ts';
import type { Schema } from '../../database/schema.ts';
import { storeDue } from '../../ingest/folding/lanes.ts';
import { entryOf } from '../../ingest/folding/protocol.ts';
import type { ImportRow } from './imports.ts';
import type { ImportPorts } from './ports.ts';

/** Tables whose rows name the import that brought them. */
const tablesOfImports = ['private_events', 'private_customers', 'names', 'dead_letters', 'events'] as const;

const streamsPerStep = 5_000;

type Undoing = Pick<ImportRow, 'id' | 'workspace_id' | 'file'>;

/**
 * Undoes one import, as far as it can now. The streams it touched are written down first, then its rows are deleted, then
 * the folder is told to read those streams anew (due at 0), and when it has, the import is `undone`. Each step may be
 * done twice, so whatever cuts it off, the next call goes on.
 */
export async function carryOutUndo(row: Undoing, ports: ImportPorts): Promise<void> {
  const { db } = ports;
  await noteStreams(row, ports);
  await forgetDigests(row, ports);
  await deleteRows(row, ports);
  await foldAnew(row, db);
  if (await isFolded(row, db)) await finish(row, ports);
}

/** Looks once more for what was under way when it was undone; what is found is undone, too. */
export async function checkUndone(row: Undoing, ports: ImportPorts): Promise<void> {
  const found = await countRows('events', row, ports);
  const { db, now } = ports;
  await db
    .updateTable('imports')
    .set(found > 0 ? { state: 'undoing' } : { checked_at: now() })
    .where('id', '=', row.id)
    .where('state', '=', 'undone')
    .execute();
}

const own = 'workspace_id = {workspaceId:UInt32} AND import_id = {importId:UInt32}';

function ownParams({ id, workspace_id: workspaceId }: Undoing) {
  return { workspaceId, importId: id };
}

/** What describes a customer changes no fact, so customers' streams are left out. */
async function noteStreams(row: Undoing, { db, warehouse }: ImportPorts): Promise<void> {
  for (let after = ''; ;) {
    const rows = await warehouse.rows<[string]>(
      'report',
      `SELECT DISTINCT stream FROM events
       WHERE ${own} AND stream > {after:String} AND NOT startsWith(stream, 'customer:')
       ORDER BY stream LIMIT ${maxRowsPerStatement}`,
      { ...ownParams(row), after },
    );
    const streams = rows.map(([stream]) => stream);
    if (streams.length > 0) {
      await sql`
        insert into import_streams (workspace_id, import_id, stream)
        select ${row.workspace_id}::integer, ${row.id}::integer, stream from unnest(${streams}::text[]) as touched (stream)
        on conflict (import_id, stream) do update set told = false`.execute(db);
    }
    if (streams.length < maxRowsPerStatement) return;
    after = streams.at(-1) ?? '';
  }
}

/** Brought again by another import, these events are new. */
async function forgetDigests(row: Undoing, ports: ImportPorts): Promise<void> {
  const pages = Math.ceil((await countRows('events', row, ports)) / maxRowsPerStatement);
  for (let page = 0; page < pages; page++) {
    const [[digests] = ['']] = await ports.warehouse.rows<[string]>(
      'report',
      `SELECT arrayStringConcat(groupArray(leftPad(lower(hex(digest)), 16, '0'))) FROM events
       WHERE ${own} AND digest % {pages:UInt64} = {page:UInt64}`,
      { ...ownParams(row), pages, page },
    );
    ports.intake.forget(digests.match(/.{16}/g) ?? [], row.id);
  }
}

/** The log goes last: as long as it holds a row, a repeat finds everything to do. */
async function deleteRows(row: Undoing, ports: ImportPorts): Promise<void> {
  for (const table of tablesOfImports) {
    if ((await countRows(table, row, ports)) === 0) continue;
    await ports.warehouse.command(
      'fold',
      `ALTER TABLE ${table} DELETE WHERE ${own} SETTINGS mutations_sync = 2`,
      ownParams(row),
    );
  }
}

async function countRows(
  table: (typeof tablesOfImports)[number],
  row: Undoing,
  { warehouse }: Pick<ImportPorts, 'warehouse'>,
): Promise<number> {
  const [[count] = [0]] = await warehouse.rows<[number]>(
    'report',
    `SELECT count() FROM ${table} WHERE ${own}`,
    ownParams(row),
  );
  return count;
}

async function foldAnew(row: Undoing, db: Kysely<Schema>): Promise<void> {
  for (;;) {
    const told = await db.transaction().execute(async (trx) => {
      const touched = await trx
        .selectFrom('import_streams')
        .select('stream')
        .where('import_id', '=', row.id)
        .where('told', '=', false)
        .limit(streamsPerStep)
        .execute();
      const streams = touched.map(({ stream }) => stream);
      if (streams.length === 0) return 0;
      await storeDue(
        trx,
        streams.map((stream) => ({ ...entryOf({ workspaceId: row.workspace_id, stream }), at: 0 })),
      );
      await sql`
        update import_streams set told = true
        where import_id = ${row.id} and stream = any(${streams}::text[])`.execute(trx);
      return streams.length;
    });
    if (told < streamsPerStep) return;
  }
}

/** A stream that is due at 0 has not been read anew yet. */
async function isFolded(row: Undoing, db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from due join import_streams using (workspace_id, stream)
    where due.at = 0 and due.workspace_id = ${row.workspace_id} and import_streams.import_id = ${row.id} limit 1`.execute(
    db,
  );
  return rows.length === 0;
}

async function finish(row: Undoing, { db, now, uploads }: ImportPorts): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const table of ['import_streams', 'import_refusals'] as const) {
      await trx.deleteFrom(table).where('import_id', '=', row.id).execute();
    }
    await trx
      .updateTable('imports')
      .set({ state: 'undone', undone_at: now(), checked_at: null, file: null })
      .where('id', '=', row.id)
      .execute();
    await tellFactsChanged(trx, [row.workspace_id]);
  });
  if (row.file !== null) await uploads.remove(row.file);
}
