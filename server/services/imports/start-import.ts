import { RidaError } from '../../../core/errors.ts';
import { storableText } from '../../../core/language/storable.ts';
import type { Mapping } from '../../../core/events/mapping/schema.ts';
import type { Context } from '../../context.ts';
import { openTable } from '../../ingest/files/open-table.ts';
import { checkColumns } from '../../ingest/files/read-table.ts';
import type { Table, TableChoices } from '../../ingest/files/table.ts';
import type { Uploads } from '../../ingest/uploads.ts';
import { noteInWorkspace } from '../access/audit.ts';
import { asSummary, type ImportSummary } from './imports.ts';

/** A file to be imported, on disk already. */
export interface NewImport {
  /** What its sender calls it. */
  fileName: string;
  /** Name by which `Uploads` knows it, and its size. */
  upload: string;
  bytes: number;
  source: string;
  /** null: by what its columns say. */
  mapping: Mapping | null;
  choices: TableChoices;
}

/**
 * Queues a file to be read; what can be seen at its beginning is refused at once. Throws what opening a table throws,
 * `fileEmpty` and `columnsMissing`; then the file is still the caller's.
 */
export async function startImport(
  { fileName, upload, bytes, source, mapping, choices }: NewImport,
  context: Context,
  { uploads }: { uploads: Uploads },
): Promise<ImportSummary> {
  const table = await openTable(uploads.pathOf(upload), choices);
  if (mapping !== null) checkColumns(table, mapping);
  if (!(await hasRows(table))) throw new RidaError('fileEmpty');
  const { actor, database, now } = context;
  return database.transaction(async (trx) => {
    const row = await trx
      .insertInto('imports')
      .values({
        name: fileName === '' ? 'file' : fileName,
        source,
        state: 'waiting',
        created_at: now(),
        created_by: `${actor.kind}:${actor.id}`,
        reading: JSON.stringify({ choices, mapping }),
        file: upload,
        file_bytes: bytes,
        columns: JSON.stringify(table.columns.map(storableText)),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await noteInWorkspace(trx, context, 'importStarted', `import:${row.id}`, { name: row.name });
    return asSummary(row);
  });
}

async function hasRows(table: Table): Promise<boolean> {
  for await (const _ of table.rows()) return true;
  return false;
}
