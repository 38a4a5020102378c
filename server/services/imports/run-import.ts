import { setTimeout as pause } from 'node:timers/promises';
import { RidaError } from '../../../core/errors.ts';
import { mappingSchema, type ZonedMapping } from '../../../core/events/mapping/schema.ts';
import type { StoredReason } from '../../database/tables/imports.ts';
import { openTable } from '../../ingest/files/open-table.ts';
import { profileTable } from '../../ingest/files/profile-table.ts';
import { readTable } from '../../ingest/files/read-table.ts';
import type { Table } from '../../ingest/files/table.ts';
import { gatherRows, type RowBatch } from './gather-rows.ts';
import { type ImportRow, storedReading } from './imports.ts';
import type { ImportPorts } from './ports.ts';
import { sendRows, storeBatch } from './send-rows.ts';

/**
 * Reads the file of one import into the log: first to its end without sending anything, so that a file that cannot be
 * read brings nothing at all; then batch by batch, each noted when it is on disk. An import that was cut off goes on
 * where it stopped. What is wrong with the file ends it as `failed` with the reason; throws what is wrong with us.
 */
export async function runImport(row: ImportRow, ports: ImportPorts): Promise<void> {
  try {
    await readFile(row, ports);
  } catch (error) {
    if (!(error instanceof RidaError) || error.code === 'unavailable') throw error;
    await end(row, 'failed', ports, { code: error.code, params: error.params });
  }
}

async function readFile(row: ImportRow, ports: ImportPorts): Promise<void> {
  const { uploads, db } = ports;
  const file = row.file ?? '';
  if (!uploads.has(file)) throw new RidaError('importFileGone');
  const workspace = await db
    .selectFrom('workspaces')
    .select(['id', 'secret', 'zone'])
    .where('id', '=', row.workspace_id)
    .executeTakeFirstOrThrow();
  const { choices } = storedReading(row);
  const table = await openTable(uploads.pathOf(file), choices);
  const mapping =
    row.state === 'running' ? zoned(row, workspace.zone) : await settle(row, table, workspace.zone, ports);
  for await (const batch of gatherRows(readTable(table, mapping), { skip: row.rows, source: row.source })) {
    const progress = table.size === 0 ? row.file_bytes : Math.round((table.bytesRead() / table.size) * row.file_bytes);
    if (ports.stopping.aborted || !(await take(batch, row, workspace, progress, ports))) return;
  }
  await end(row, 'done', ports, null);
}

/** Reads the file to its end, settles the mapping, and notes that from now on it is being read in. */
async function settle(row: ImportRow, table: Table, zone: string, { db, now }: ImportPorts): Promise<ZonedMapping> {
  const { choices, mapping: sent } = storedReading(row);
  const { rows, mapping: proposed, problems } = await profileTable(table, new Date(now()).toISOString().slice(0, 10));
  if (rows === 0) throw new RidaError('fileEmpty');
  if (sent === null && (proposed === null || problems.some(({ blocking }) => blocking))) {
    throw new RidaError('mappingNeeded');
  }
  const mapping = { timeZone: zone, ...(sent ?? mappingSchema.parse(proposed)) };
  await db
    .updateTable('imports')
    .set({ state: 'running', reading: JSON.stringify({ choices, mapping }) })
    .where('id', '=', row.id)
    .where('state', '=', 'waiting')
    .execute();
  return { ...mapping, timeZone: mapping.timeZone ?? zone };
}

function zoned(row: ImportRow, zone: string): ZonedMapping {
  const { mapping } = storedReading(row);
  if (mapping === null) throw new Error(`import ${row.id} is being read without a mapping`);
  return { ...mapping, timeZone: mapping.timeZone ?? zone };
}

const firstPauseMs = 200;
const longestPauseMs = 10_000;

/** False when it is no longer to be read: somebody undid it, or we are stopping. */
async function take(
  batch: RowBatch,
  row: ImportRow,
  workspace: { id: number; secret: string },
  bytesRead: number,
  ports: ImportPorts,
): Promise<boolean> {
  for (let wait = firstPauseMs; ; wait = Math.min(2 * wait, longestPauseMs)) {
    if (ports.stopping.aborted) return false;
    try {
      const outcome = await sendRows(batch, row.id, workspace, ports);
      return await storeBatch(row, outcome, bytesRead, ports);
    } catch (error) {
      // Nothing of the batch counts yet; sending it again brings nothing twice.
      if (!(error instanceof RidaError) || error.code !== 'unavailable') throw error;
      await pause(wait, undefined, { signal: ports.stopping }).catch(() => {});
    }
  }
}

async function end(
  row: ImportRow,
  state: 'done' | 'failed',
  ports: ImportPorts,
  error: StoredReason | null,
): Promise<void> {
  await ports.db
    .updateTable('imports')
    .set({ state, finished_at: ports.now(), file: null, error: error === null ? null : JSON.stringify(error) })
    .where('id', '=', row.id)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
  if (row.file !== null) await ports.uploads.remove(row.file);
}
