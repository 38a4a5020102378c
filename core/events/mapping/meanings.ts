import { foldText } from '../../language/folding.ts';
import ar from './headings/ar.json' with { type: 'json' };
import en from './headings/en.json' with { type: 'json' };
import fa from './headings/fa.json' with { type: 'json' };

/** What a column may hold, the closed list; `headings/` has the words for each in three languages. */
export type Meaning = keyof typeof en;

export const meanings = Object.keys(en) as Meaning[];

const byHeading = new Map<string, Meaning>();
for (const words of [en, ar, fa] satisfies Record<Meaning, string[]>[]) {
  for (const meaning of meanings) for (const word of words[meaning]) byHeading.set(headingKey(word), meaning);
}

/** What a column holds by its heading, in Arabic, Persian or English however it is spelt; null where we do not know. */
export function meaningOfHeading(heading: string): Meaning | null {
  return byHeading.get(headingKey(heading)) ?? byHeading.get(headingKey(heading.replace(/[([{].*$/u, ''))) ?? null;
}

/** Without case, vowel marks, spelling variants, breaks, punctuation and the Arabic article. */
export function headingKey(heading: string): string {
  return foldText(heading)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/^ال\p{L}{3,}/u.test(word) ? word.slice(2) : word))
    .join('');
}
