const beyondAscii = /[^\0-\x7f]/;
const decimalDigit = /\p{Nd}/u;
const otherDigits = /(?![0-9])\p{Nd}/gu;
const invisibleMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const groupedThousands = /^[+-]?\d{1,3}(?:\u066c\d{3})+(?:\.\d+)?$/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?$/;

/**
 * The text with the decimal digits of every script (٤, ۴, ４ …) written as 0–9; all else unchanged.
 */
export function latinDigits(text: string): string {
  if (!beyondAscii.test(text)) return text;
  return text.replace(otherDigits, (digit) => String(digitValue(digit)));
}

/**
 * The number a text says: digits of any script, an optional sign, a decimal point `.` or `٫`, and
 * `٬` between groups of three. Spaces and direction marks around it are passed over.
 * Returns null for everything else (exponents, commas, units, empty), so nothing is guessed.
 */
export function readNumber(text: string): number | null {
  const plain = latinDigits(text).replace(invisibleMarks, '').trim().replace('\u2212', '-').replace('\u066b', '.');
  const digits = groupedThousands.test(plain) ? plain.replaceAll('\u066c', '') : plain;
  if (!plainNumber.test(digits)) return null;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

/** Unicode lays every script's digits 0…9 side by side: the place in the run is the value. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
