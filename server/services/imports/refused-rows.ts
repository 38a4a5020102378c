import { RidaError } from '../../../core/errors.ts';
import type { Locale } from '../../../core/language/locales.ts';
import { csvLine } from '../../../core/language/csv.ts';
import { message } from '../../../locales/messages.ts';
import { noteViewed } from '../audit/note-viewed.ts';
import { readsLetters } from '../dead-letters/letters.ts';
import type { Context } from '../../context.ts';
import { findImport } from './imports.ts';

/** Excel takes CSV for UTF-8 only with it. */
const byteOrderMark = '\ufeff';

/**
 * The refused rows of an import as CSV: the file's columns as they were, then the line and the reasons in a person's
 * language. A cell that a spreadsheet would take for a formula is made a text; telephone numbers stay as they are.
 * Notes once a day that they were read. Only the heading where nothing was refused, or where a program sent the events. Throws `notFound`, and
 * `notAllowed` for whoever may not read what customers wrote.
 */
export async function refusedRowsAsCsv(id: number, locale: Locale, context: Context): Promise<string> {
  if (!readsLetters(context.actor.sight)) throw new RidaError('notAllowed');
  const { columns } = await findImport(id, context);
  await noteViewed('refusedRowsViewed', `import:${id}`, context);
  const rows = await context.database
    .selectFrom('import_refusals')
    .select(['line', 'cells', 'reasons'])
    .where('import_id', '=', id)
    .orderBy('line')
    .execute();
  const heading = [...columns, message(locale, 'imports.refused.line'), message(locale, 'imports.refused.reason')];
  const lines = rows.map(({ line, cells, reasons }) => {
    const why = new Set(reasons.map(({ code, params }) => message(locale, `errors.${code}.detail`, params)));
    return csvLine([...columns.map((_, i) => cells[i] ?? ''), line, [...why].join(' ')]);
  });
  return `${byteOrderMark}${[csvLine(heading), ...lines].join('\r\n')}\r\n`;
}
