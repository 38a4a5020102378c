import type { Selectable } from 'kysely';
import { RidaError } from '../../../core/errors.ts';
import { type Mapping, mappingSchema } from '../../../core/events/mapping/schema.ts';
import type { Context } from '../../context.ts';
import type { TableChoices } from '../../ingest/files/table.ts';
import type { ImportsTable, ImportState, StoredReason } from '../../database/tables/imports.ts';

/** An import as its workspace sees it; times are epoch ms. */
export interface ImportSummary {
  id: number;
  name: string;
  source: string;
  state: ImportState;
  createdAt: number;
  createdBy: string;
  finishedAt: number | null;
  undoneAt: number | null;
  progress: number | null;
  rows: number;
  received: number;
  accepted: number;
  duplicate: number;
  refused: number;
  firstAt: number | null;
  lastAt: number | null;
  error: StoredReason | null;
}

export type ImportRow = Selectable<ImportsTable>;

export function asSummary(row: ImportRow): ImportSummary {
  const { id, name, source, state, rows, accepted, duplicate, refused, error } = row;
  return {
    id,
    name,
    source,
    state,
    createdAt: row.created_at,
    createdBy: row.created_by,
    finishedAt: row.finished_at,
    undoneAt: row.undone_at,
    progress: progressOf(row),
    rows,
    received: accepted + duplicate + refused,
    accepted,
    duplicate,
    refused,
    firstAt: row.first_at,
    lastAt: row.last_at,
    error,
  };
}

function progressOf({ state, file_bytes: all, bytes_read: read }: ImportRow): number | null {
  if (all === 0) return null;
  return state === 'done' ? 1 : Math.min(1, read / all);
}

/** One import of the workspace. Throws `notFound`. */
export async function findImport(id: number, { database }: Pick<Context, 'database'>): Promise<ImportRow> {
  const row = await database.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new RidaError('notFound');
  return row;
}

/** How the file of an import is read, as it was stored; no mapping where it is to be recognised. */
export function storedReading({ reading }: Pick<ImportRow, 'reading'>): {
  choices: TableChoices;
  mapping: Mapping | null;
} {
  const { choices = {}, mapping = null } = reading ?? {};
  return { choices, mapping: mapping === null ? null : mappingSchema.parse(mapping) };
}

/** What of an event an import decides: its source where it names none, and that it is history, so nothing is sent. */
export function asHistory(event: Record<string, unknown>, source: string): Record<string, unknown> {
  return { source, ...event, history: true };
}
