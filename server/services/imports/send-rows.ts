import { sql } from 'kysely';
import { storableText } from '../../../core/language/storable.ts';
import type { StoredReason } from '../../database/tables/imports.ts';
import { accept } from '../../ingest/accept.ts';
import type { FileRecord } from '../../ingest/files/records.ts';
import type { RowBatch } from './gather-rows.ts';
import type { ImportRow } from './imports.ts';
import type { ImportPorts } from './ports.ts';

/** What came of a batch. */
export interface BatchOutcome {
  rows: number;
  accepted: number;
  duplicate: number;
  refused: number;
  /** Of the events that were not refused, epoch ms; null where there are none. */
  firstAt: number | null;
  lastAt: number | null;
  /** Rows of which something was refused, with every reason. */
  refusedRows: { line: number; cells: string[]; reasons: StoredReason[] }[];
}

/** Sends a batch the way of all events; what it says is on durable storage. Throws `unavailable`. */
export async function sendRows(
  batch: RowBatch,
  importId: number,
  { id: workspaceId, secret }: { id: number; secret: string },
  { intake, now }: Pick<ImportPorts, 'intake' | 'now'>,
): Promise<BatchOutcome> {
  const sent = batch.events.map(({ event }) => event);
  const accepted = accept(sent, { workspaceId, secret, source: 'import', importId, now: now() });
  const receipt = await intake.submit(accepted);
  const times = accepted.accepted.map(({ event }) => event.at);
  const reasons = new Map<FileRecord, StoredReason[]>();
  const add = (row: FileRecord | undefined, { code, params }: StoredReason): void => {
    if (row !== undefined) reasons.set(row, [...(reasons.get(row) ?? []), { code, params }]);
  };
  for (const { row, refusal } of batch.unreadable) add(row, refusal);
  for (const rejected of receipt.rejected) add(batch.events[rejected.index]?.row, rejected);
  return {
    rows: batch.rows,
    accepted: receipt.accepted,
    duplicate: receipt.duplicate,
    refused: receipt.rejected.length + batch.unreadable.length,
    firstAt: times.length === 0 ? null : times.reduce((least, at) => Math.min(least, at)),
    lastAt: times.length === 0 ? null : times.reduce((most, at) => Math.max(most, at)),
    refusedRows: [...reasons].map(([{ line, cells }, why]) => ({ line, cells: cells ?? [], reasons: why })),
  };
}

/** Characters of refused rows that one import keeps; beyond it rows are only counted. */
const keptCharacters = 32_000_000;

/**
 * Notes in one transaction what came of a batch and how far the file is read, so that nothing is counted twice when an
 * import goes on. False when the import is no longer being read.
 */
export async function storeBatch(
  { id, workspace_id: workspaceId }: ImportRow,
  outcome: BatchOutcome,
  bytesRead: number,
  { db }: Pick<ImportPorts, 'db'>,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('imports')
      .select('refused_characters')
      .where('id', '=', id)
      .where('state', '=', 'running')
      .forUpdate()
      .executeTakeFirst();
    if (!found) return false;
    const { kept, characters } = fitting(outcome.refusedRows, keptCharacters - found.refused_characters);
    if (kept.length > 0) {
      await trx
        .insertInto('import_refusals')
        .values(kept.map((row) => ({ workspace_id: workspaceId, import_id: id, ...row })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await trx
      .updateTable('imports')
      .set((eb) => ({
        rows: outcome.rows,
        bytes_read: bytesRead,
        accepted: eb('accepted', '+', outcome.accepted),
        duplicate: eb('duplicate', '+', outcome.duplicate),
        refused: eb('refused', '+', outcome.refused),
        refused_characters: eb('refused_characters', '+', characters),
        first_at: sql<number | null>`least(first_at, ${outcome.firstAt}::bigint)`,
        last_at: sql<number | null>`greatest(last_at, ${outcome.lastAt}::bigint)`,
      }))
      .where('id', '=', id)
      .execute();
    return true;
  });
}

function fitting(rows: BatchOutcome['refusedRows'], room: number) {
  const kept: { line: number; cells: string; reasons: string }[] = [];
  let characters = 0;
  for (const { line, cells, reasons } of rows) {
    const written = JSON.stringify(cells.map(storableText));
    if (characters + written.length > room) break;
    characters += written.length;
    kept.push({ line, cells: written, reasons: storableText(JSON.stringify(reasons)) });
  }
  return { kept, characters };
}
