import { readNumber } from '../language/digits.ts';
import { foldLabel } from '../language/folding.ts';
import { valueOfLabel } from './labels.ts';
import { isScaleId, type ScaleId, scales } from './scales.ts';

/**
 * The raw value (see `scales`) that an answer stands for: a number, a number in the digits of any
 * script, a key (`satisfied`), an emoji, stars (⭐⭐⭐⭐, ★★★☆☆), a label in Arabic, Persian or English,
 * and for `yesNo` also true and false.
 * Returns null for an unknown scale, an unknown label or a value outside the scale; never a guess.
 */
export function readRating(scale: string, raw: unknown): number | null {
  if (!isScaleId(scale)) return null;
  if (typeof raw === 'number') return insideScale(scale, raw);
  if (typeof raw === 'boolean') return scale === 'yesNo' ? Number(raw) : null;
  if (typeof raw !== 'string' || raw.length > longestLabel) return null;
  const value = readNumber(raw);
  if (value !== null) return insideScale(scale, value);
  return (scale === 'stars5' ? countedStars(raw) : null) ?? valueOfLabel(scale, raw);
}

const longestLabel = 200;

function insideScale(scale: ScaleId, value: number): number | null {
  const { min, max } = scales[scale];
  // `+ 0` turns a sent −0 into 0.
  return Number.isInteger(value) && value >= min && value <= max ? value + 0 : null;
}

/** One to five full stars, perhaps filled up to five with empty ones. */
function countedStars(raw: string): number | null {
  const stars = /^([⭐★🌟]+)(☆*)$/u.exec(foldLabel(raw));
  if (!stars) return null;
  const full = [...(stars[1] ?? '')].length;
  const all = full + (stars[2] ?? '').length;
  return full <= 5 && (all === full || all === 5) ? full : null;
}
