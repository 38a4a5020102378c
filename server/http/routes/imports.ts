import { prettifyError, z } from 'zod';
import * as routes from '../../../contract/routes/imports.ts';
import { RidaError } from '../../../core/errors.ts';
import { type Mapping, mappingSchema } from '../../../core/events/mapping/schema.ts';
import type { Locale } from '../../../core/language/locales.ts';
import { message } from '../../../locales/messages.ts';
import { endImport } from '../../services/imports/end-import.ts';
import type { ImportSummary } from '../../services/imports/imports.ts';
import { inspectFile, type Inspection } from '../../services/imports/inspect-file.ts';
import { listImports } from '../../services/imports/list-imports.ts';
import { openImport } from '../../services/imports/open-import.ts';
import { readImport } from '../../services/imports/read-import.ts';
import { refusedRowsAsCsv } from '../../services/imports/refused-rows.ts';
import { startImport } from '../../services/imports/start-import.ts';
import { undoImport } from '../../services/imports/undo-import.ts';
import { handler, type RawRequest, Reply } from '../handler.ts';
import { readUpload, type Upload } from '../read-upload.ts';
import { explained } from '../refusals.ts';
import type { Ports } from '../services.ts';
import { InvalidRequest } from '../validate.ts';

export const importDoors = [
  handler(routes.inspectFile, async ({ raw }, context, { uploads }) => {
    const upload = await receive(raw, uploads);
    try {
      const found = await inspectFile(uploads.pathOf(upload.name), readingOf(upload), context);
      return shownInspection(found, raw.locale);
    } finally {
      await uploads.remove(upload.name);
    }
  }),
  handler(routes.startImport, async ({ raw }, context, { uploads }) => {
    const upload = await receive(raw, uploads);
    try {
      const { fileName, name, bytes } = upload;
      const source = fieldOf(upload, 'source', 100) ?? 'import';
      const file = { fileName, upload: name, bytes, source, ...readingOf(upload) };
      return shown(await startImport(file, context, { uploads }), raw.locale);
    } catch (error) {
      await uploads.remove(upload.name);
      throw error;
    }
  }),
  handler(routes.openImport, async ({ body, raw }, context) => shown(await openImport(body, context), raw.locale)),
  handler(routes.endImport, async ({ params, raw }, context) =>
    shown(await endImport(params.importId, context), raw.locale),
  ),
  handler(routes.listImports, async ({ query, raw }, context) => {
    const { imports, nextCursor } = await listImports(query, context);
    return { imports: imports.map((each) => shown(each, raw.locale)), nextCursor };
  }),
  handler(routes.readImport, async ({ params, raw }, context) =>
    shown(await readImport(params.importId, context), raw.locale),
  ),
  handler(routes.readRefusedRows, async ({ params, raw }, context) => {
    const csv = await refusedRowsAsCsv(params.importId, raw.locale, context);
    return new Reply(csv, { 'content-disposition': `attachment; filename="refused-${params.importId}.csv"` });
  }),
  handler(routes.undoImport, async ({ params, raw }, context) =>
    shown(await undoImport(params.importId, context), raw.locale),
  ),
];

function receive({ headers, stream }: RawRequest, uploads: Ports['uploads']): Promise<Upload> {
  return readUpload(headers, stream, uploads, { fileBytes: routes.importFileBytes });
}

function readingOf(upload: Upload) {
  const mapping = mappingOf(upload.fields.get('mapping'));
  const choices = {
    ...chosen('encoding', fieldOf(upload, 'encoding', 30) ?? mapping?.encoding),
    ...chosen('delimiter', fieldOf(upload, 'delimiter', 4) ?? mapping?.delimiter),
    ...chosen('sheet', fieldOf(upload, 'sheet', 100) ?? mapping?.sheet),
  };
  return { mapping, choices };
}

function chosen(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

/** An empty field is one that was not filled in. */
function fieldOf({ fields }: Upload, name: string, longest: number): string | undefined {
  const value = fields.get(name);
  if (value === undefined || value === '') return undefined;
  const read = z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\0]*$/)
    .safeParse(value);
  if (!read.success) throw new InvalidRequest([{ at: `body.${name}`, rule: 'too_big' }]);
  return value;
}

function mappingOf(text: string | undefined): Mapping | null {
  if (text === undefined || text.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RidaError('mappingNotValid', { problems: error instanceof Error ? error.message.slice(0, 300) : '' });
  }
  const read = mappingSchema.safeParse(value);
  if (!read.success) throw new RidaError('mappingNotValid', { problems: prettifyError(read.error).slice(0, 2_000) });
  return read.data;
}

function shown({ error, ...rest }: ImportSummary, locale: Locale) {
  return {
    ...rest,
    createdAt: iso(rest.createdAt),
    finishedAt: isoOrNull(rest.finishedAt),
    undoneAt: isoOrNull(rest.undoneAt),
    firstAt: isoOrNull(rest.firstAt),
    lastAt: isoOrNull(rest.lastAt),
    error: error && explained(error, locale),
  };
}

function shownInspection({ columns, problems, firstRows, ...rest }: Inspection, locale: Locale) {
  return {
    ...rest,
    columns: columns.map((column) => ({
      ...column,
      meaningName: column.meaning && message(locale, `imports.meanings.${column.meaning}`),
    })),
    problems: problems.map((problem) => ({
      ...problem,
      message: message(locale, `imports.problems.${problem.code}`, { column: problem.column, count: problem.count }),
    })),
    firstRows: firstRows.map(({ refused, ...row }) => ({
      ...row,
      refused: refused.map((each) => explained(each, locale)),
    })),
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant);
}
