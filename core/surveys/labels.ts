import { foldLabel } from '../language/folding.ts';
import type { ScaleId } from './scales.ts';

/**
 * The words and faces that stand for a value, as people and systems write them; compared after
 * `foldLabel`, so spelling variants (راضٍ/راض, ي/ی, «خیلی‌بد») need no entry of their own.
 * A scale that is not here is answered with numbers only.
 */
const writtenLabels: Partial<Record<ScaleId, Readonly<Record<number, readonly string[]>>>> = {
  smiley3: {
    3: ['satisfied', 'راضٍ', 'راضي', 'راضية', '😊', '🙂', '😀', '😃', '😄', '😁', '😍', '🤩', '☺'],
    2: ['neutral', 'محايد', 'محايدة', 'عادي', 'معمولی', '😐', '😑'],
    1: [
      'unsatisfied',
      'dissatisfied',
      'not satisfied',
      'غير راضٍ',
      'غير راضي',
      'غير راضية',
      'ناراضی',
      '☹',
      '🙁',
      '😞',
      '😟',
      '😠',
      '😡',
      '😢',
      '😔',
    ],
  },
  four: {
    4: ['excellent', 'ممتاز', 'عالی'],
    3: ['good', 'جيد', 'خوب'],
    2: ['bad', 'سيئ', 'سيء', 'بد'],
    1: ['very bad', 'سيئ جدًا', 'سيء جدًا', 'خیلی بد'],
  },
  stars5: {
    5: ['very satisfied', 'راضٍ جدًا', 'راضي جدًا', 'راضية جدًا', 'کاملاً راضی'],
    4: ['satisfied', 'راضٍ', 'راضي', 'راضية'],
    3: ['neutral', 'محايد', 'محايدة', 'عادي', 'معمولی', 'نه راضی نه ناراضی'],
    2: ['unsatisfied', 'dissatisfied', 'not satisfied', 'غير راضٍ', 'غير راضي', 'غير راضية', 'ناراضی'],
    1: ['very unsatisfied', 'very dissatisfied', 'غير راضٍ إطلاقًا', 'غير راضي إطلاقًا', 'غير راضية إطلاقًا', 'کاملاً ناراضی'],
  },
  yesNo: {
    1: ['yes', 'true', 'نعم', 'بله', 'آری', '👍'],
    0: ['no', 'false', 'لا', 'خیر', 'نه', '👎'],
  },
};

const valuesByLabel = new Map(Object.entries(writtenLabels).map(([scale, labels]) => [scale, indexed(labels)]));

function indexed(labels: Readonly<Record<number, readonly string[]>>): Map<string, number> {
  const values = new Map<string, number>();
  for (const [value, written] of Object.entries(labels)) {
    for (const label of written) values.set(foldLabel(label), Number(value));
  }
  return values;
}

/** What a value is called, as a key of texts (`veryBad`); null on a scale that has numbers only. */
export function labelKeyOf(scale: string, value: number): string | null {
  const labels: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = writtenLabels;
  const [label] = (Object.hasOwn(labels, scale) ? labels[scale]?.[value] : undefined) ?? [];
  return label?.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase()) ?? null;
}

/** The value a label stands for on this scale, or null: an unknown label is never guessed. */
export function valueOfLabel(scale: ScaleId, label: string): number | null {
  return valuesByLabel.get(scale)?.get(withoutSkinTone(foldLabel(label))) ?? null;
}

function withoutSkinTone(label: string): string {
  return label.replace(/[\u{1f3fb}-\u{1f3ff}]/gu, '');
}
