import { type Family, type Scale, isScaleId, scales } from './scales.ts';

/** Raised whenever `scoreOf` would read an old answer differently; stored beside every score. */
export const scoringVersion = 1;

export interface Score {
  family: Family;
  /** 0–100, (value − min) / (max − min) · 100; null where the scale has no such reading. */
  score: number | null;
  satisfied: boolean;
  scoringVersion: number;
}

/**
 * What a raw answer counts as. Design §6: smiley3 0/50/100, four 0/33⅓/66⅔/100, stars5 0/25/50/75/100;
 * satisfied are the top of smiley3, the top two of four, 4–5 stars, 9–10 of nps, 5–7 of ces7, and yes.
 * A scale this version does not know, or a value outside it, has no score and is not satisfied.
 */
export function scoreOf(scale: string, value: number): Score {
  if (!isScaleId(scale)) return { family: 'other', score: null, satisfied: false, scoringVersion };
  const { family, min, max, satisfiedFrom, scored }: Scale = scales[scale];
  const inside = Number.isInteger(value) && value >= min && value <= max;
  return {
    family,
    score: inside && scored ? ((value - min) * 100) / (max - min) : null,
    satisfied: inside && satisfiedFrom !== null && value >= satisfiedFrom,
    scoringVersion,
  };
}
