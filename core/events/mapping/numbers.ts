import { readNumber } from '../../language/digits.ts';

/**
 * The number that a cell holds, written with any digits; null where it holds none. `decimal` is the
 * sign that the table writes before fractions; the other of `.` and `,` separates groups of three.
 */
export function readCellNumber(text: string, decimal: '.' | ','): number | null {
  const signs: Record<string, string> = decimal === '.' ? { ',': '\u066c' } : { '.': '\u066c', ',': '\u066b' };
  return readNumber(text.replace(/[.,]/g, (sign) => signs[sign] ?? sign));
}
