/** A scale's family: figures of different families stand side by side and are never merged. */
export type Family = 'csat' | 'nps' | 'ces' | 'other';

export interface Scale {
  family: Family;
  /** Least and greatest whole number that `value` may be. */
  min: number;
  max: number;
  /** The least value that counts as satisfied (promoter, easy, yes); null where nothing does. */
  satisfiedFrom: number | null;
  /** Whether (value − min) / (max − min) reads as a score of 0–100. */
  scored: boolean;
}

/**
 * The scales and the raw encoding of `value` that the log keeps:
 * `smiley3` 1 unsatisfied, 2 neutral, 3 satisfied · `four` 1 very bad, 2 bad, 3 good, 4 excellent ·
 * `stars5` 1–5 · `nps` 0–10 · `ces7` 1 strongly disagree … 7 strongly agree · `yesNo` 0 no, 1 yes ·
 * `custom` the number of the choice, which has no score.
 */
export const scales = {
  smiley3: { family: 'csat', min: 1, max: 3, satisfiedFrom: 3, scored: true },
  four: { family: 'csat', min: 1, max: 4, satisfiedFrom: 3, scored: true },
  stars5: { family: 'csat', min: 1, max: 5, satisfiedFrom: 4, scored: true },
  nps: { family: 'nps', min: 0, max: 10, satisfiedFrom: 9, scored: true },
  ces7: { family: 'ces', min: 1, max: 7, satisfiedFrom: 5, scored: true },
  yesNo: { family: 'other', min: 0, max: 1, satisfiedFrom: 1, scored: true },
  custom: { family: 'other', min: 0, max: 9_999, satisfiedFrom: null, scored: false },
} as const satisfies Record<string, Scale>;

export type ScaleId = keyof typeof scales;

export const scaleIds = Object.keys(scales) as ScaleId[];

export function isScaleId(id: string): id is ScaleId {
  return Object.hasOwn(scales, id);
}
