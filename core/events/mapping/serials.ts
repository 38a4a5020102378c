/** What a spreadsheet's number is by the format of its cell. */
export type SerialKind = 'date' | 'time' | 'number';

const msPerDay = 86_400_000;
/** Day 0: in the 1900 system, in which 1900 wrongly has a 29 February, 30 December 1899. */
const day0 = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) };
/** Year 9999: what a spreadsheet itself takes for a date. */
const lastSerial = 2_958_466;

/**
 * A spreadsheet's number as text: of a date `2026-11-25` or `2026-11-25T10:30:00`, of a time or duration `26:05:00`, else
 * the number. A serial is a count of days; parts of a second are rounded. null for one that is no date.
 */
export function serialText(serial: number, kind: SerialKind, date1904: boolean): string | null {
  if (kind === 'number' || !Number.isFinite(serial)) return null;
  if (serial < 0 || serial >= lastSerial) return null;
  return kind === 'date' ? dateText(serial, date1904) : timeText(serial);
}

function dateText(serial: number, date1904: boolean): string {
  // Before the day that never was, serials are one day behind.
  const days = !date1904 && serial < 60 ? serial + 1 : serial;
  const at = (date1904 ? day0.from1904 : day0.from1900) + Math.round((days * msPerDay) / 1000) * 1000;
  const text = new Date(at).toISOString().slice(0, 19);
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text;
}

function timeText(serial: number): string {
  const seconds = Math.round((serial * msPerDay) / 1000);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const builtInDates: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const builtInTimes: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);

/** What a cell's number format makes of a number: by its code, or by the number of a format that needs none. */
export function serialKind(formatId: number, code: string | undefined): SerialKind {
  if (code === undefined) return builtInDates.has(formatId) ? 'date' : builtInTimes.has(formatId) ? 'time' : 'number';
  const letters = code
    .replace(/\\.|_.|\*.|"[^"]*"/g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/general/.test(letters)) return 'number';
  if (/[ydbe]/.test(letters.replace(/e[+-]/g, ''))) return 'date';
  if (/[hs]/.test(letters) || /\[m+\]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : 'number';
}
