import { foldText } from '../../language/folding.ts';
import { readCellNumber } from './numbers.ts';

const secondsOf: Readonly<Record<string, number>> = {};
const units: readonly [number, readonly string[]][] = [
  [1, ['s', 'sec', 'secs', 'second', 'seconds', 'ث', 'ثانية', 'ثوان', 'ثواني', 'ثانیه']],
  [60, ['m', 'min', 'mins', 'minute', 'minutes', 'د', 'دقيقة', 'دقائق', 'دقیقه']],
  [3_600, ['h', 'hr', 'hrs', 'hour', 'hours', 'س', 'ساعة', 'ساعات', 'ساعت']],
  [86_400, ['d', 'day', 'days', 'يوم', 'أيام', 'يوما', 'روز']],
];
for (const [seconds, names] of units) {
  for (const name of names) Object.assign(secondsOf, { [foldText(name)]: seconds });
}

const clock = /^(?:(\d+)[ .]+)?(\d+):(\d{2})(?::(\d{2}))?(?:[.,\u066b](\d+))?$/;
const amount = /(\d[\d.,\u066b\u066c]*) ?(\p{L}+)/gu;

/**
 * The seconds that a cell says: a number of seconds, `m:ss`, `h:mm:ss` (also `d h:mm:ss`), or amounts with their units
 * (`2h 5m`, «٣ دقائق و٢٠ ثانية»), in digits of any script and with fractions. null for anything else, and below zero.
 */
export function readDuration(text: string, decimal: '.' | ','): number | null {
  const number = readCellNumber(text, decimal);
  if (number !== null) return number >= 0 ? number : null;
  const folded = foldText(text);
  return clockSeconds(folded) ?? amountSeconds(folded, decimal);
}

function clockSeconds(text: string): number | null {
  const parts = clock.exec(text);
  if (!parts) return null;
  const [, days = '0', first = '', second = '', third, fraction = '0'] = parts;
  const [hours, minutes, seconds] = third === undefined ? ['0', first, second] : [first, second, third];
  // 1:75 is no duration; 90:00 is an hour and a half.
  if (Number(seconds) > 59 || (third !== undefined && Number(minutes) > 59)) return null;
  if (parts[1] !== undefined && third === undefined) return null;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole + Number(`0.${fraction}`);
}

function amountSeconds(text: string, decimal: '.' | ','): number | null {
  let sum: number | null = null;
  for (const [, written = '', unit = ''] of text.matchAll(amount)) {
    const [number, seconds] = [readCellNumber(written, decimal), secondsOf[unit]];
    if (number === null || seconds === undefined) return null;
    sum = (sum ?? 0) + number * seconds;
  }
  const between = text.replace(amount, ' ').replace(/(?<!\p{L})(?:و|and)(?!\p{L})|[\s,،]/gu, '');
  return between === '' ? sum : null;
}
