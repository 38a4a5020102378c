/** What may stand in a cell; null: nothing. */
export type CsvValue = string | number | null;

/**
 * One line of CSV (RFC 4180). Numbers and nothing (null) stand bare. A text that a spreadsheet would take
 * for a formula (= + - @ tab return) gets an apostrophe before it, save a plain telephone number.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return values.map((value) => (typeof value === 'string' ? csvText(value) : String(value ?? ''))).join(',');
}

const formulaStart = /^[=+\-@\t\r]/;
const telephoneNumber = /^\+[\p{Nd} ]+$/u;

function csvText(text: string): string {
  const safe = formulaStart.test(text) && !telephoneNumber.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
