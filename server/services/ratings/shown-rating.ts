import { labelKeyOf } from '../../../core/surveys/labels.ts';
import type { RatingSubject } from '../../../core/events/types.ts';
import type { FactRow } from '../../../core/sessions/facts.ts';

/** What a customer answered: its label, the derived score and what he gave. Times are epoch ms. */
export interface ShownRating {
  ratingId: string;
  subject: RatingSubject;
  ratedAt: number;
  scale: string;
  value: number;
  /** 0–100; null where the scale has no such reading. */
  score: number | null;
  satisfied: boolean;
  /** Key of the value's text; null on a scale of numbers only. */
  label: string | null;
  /** What he gave first, where he changed it. */
  firstValue: number | null;
}

export function shownRating(row: FactRow<'rating'>): ShownRating {
  const { ratingId, subject, answeredAt, scale, value, score, satisfied, firstValue } = row;
  return {
    ratingId,
    subject: subject as RatingSubject,
    ratedAt: answeredAt,
    scale,
    value,
    score,
    satisfied,
    label: labelKeyOf(scale, value),
    firstValue: firstValue === value ? null : firstValue,
  };
}
