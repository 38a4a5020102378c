import { latinDigits } from '../../language/digits.ts';

/**
 * Names rows by what they hold, so that a row has the same name in every file that has it: a hash of its cells, and for
 * the second of equal rows `.2`. Two people may press the same button in the same minute; both count, and a file that
 * is read again, or one that overlaps it, brings the same names.
 */
export class RowContents {
  /** How often each content came, by the first 53 bits of its hash. */
  readonly #counts = new Map<number, number>();

  nameOf(cells: readonly string[]): string {
    const [high, low] = hash64(cells.map((cell) => latinDigits(cell).trim()).join('\u001f'));
    const key = (high & 0x1fffff) * 0x1_0000_0000 + low;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    const name = hex(high) + hex(low);
    return count === 1 ? name : `${name}.${count}`;
  }
}

/** Two 32-bit hashes with different mixing: nobody's secret, only equal for equal texts in every process. */
function hash64(text: string): [high: number, low: number] {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high >>> 0, low >>> 0];
}

function hex(part: number): string {
  return part.toString(16).padStart(8, '0');
}
