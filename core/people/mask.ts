import { foldText } from '../language/folding.ts';

/** What stands where something was made unreadable: the same for every length, so that it tells nothing. */
export const mask = '•••';

/**
 * The text with what tells who wrote it made unreadable: e-mail addresses, handles, telephone, card and identity
 * numbers (digits of any script, however they are grouped), codes, what follows the host in links, and the
 * customer's `knownNames`: whole names and each of their words, compared as `foldText` compares, with Arabic
 * particles before and Persian endings after them. Dates, amounts and short numbers stay. It masks rather too much than
 * too little; a name that nobody told us cannot be found. All else is kept as written; '' stays ''.
 */
export function maskText(text: string, knownNames: readonly string[]): string {
  const { folded, origin } = foldInPlace(text);
  const found = [...patterns, ...namePatterns(knownNames)].flatMap((pattern) => spansOf(folded, pattern));
  const kept = found.filter(({ matched }) => !isDate(matched));
  return masked(
    text,
    kept.map(({ from, to }) => ({ from: origin[from]?.from ?? 0, to: origin[to - 1]?.to ?? text.length })),
  );
}

interface Span {
  from: number;
  to: number;
}

/** Each letter of the folded text with the place in the written text that it comes from. */
function foldInPlace(text: string): { folded: string; origin: Span[] } {
  const parts: string[] = [];
  const origin: Span[] = [];
  for (const { 0: written, index } of text.matchAll(/\p{M}+|\P{M}\p{M}*/gu)) {
    const folded = /^\s/.test(written) ? ' ' : foldText(written);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) origin.push({ from: index, to: index + written.length });
  }
  return { folded: parts.join(''), origin };
}

/** Applied to folded text: lower case, Latin digits, no invisible marks. Every start is tried at word beginnings only. */
const patterns: readonly RegExp[] = [
  // name@host.example, blanks around the at sign included
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64} ?@ ?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
  // @handle
  /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3,64}/gu,
  // host.example/what-follows: only what follows
  /(?<=(?<![\p{L}\p{N}.@-])(?:https?:\/\/)?(?:[^\s/@]{1,64}@)?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}(?::\d{1,5})?[/?#])[^\s]+/gu,
  // seven digits or more, grouped in whatever way
  /(?<!\d)\+?\d(?:[ \p{Pd}−./()_]{0,3}\d){6,}/gu,
  // codes: eight letters, digits and hyphens, at least four of them digits
  /(?<![a-z\d_-])(?=[a-z\d_-]{8})(?=(?:[a-z_-]{0,64}\d){4})[a-z\d_-]+/gu,
];

const date = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/;

/** A day written in digits looks like a short telephone number, and tells of nobody. */
function isDate(matched: string): boolean {
  return date.test(matched);
}

/** Words of names that stand for nobody by themselves. */
const particles = new Set([
  'al',
  'el',
  'bin',
  'ibn',
  'bint',
  'abu',
  'de',
  'da',
  'van',
  'von',
  'der',
  'den',
  'la',
  'le',
]);
const arabicParticles = new Set(['ال', 'بن', 'ابن', 'بنت', 'ابو', 'ابی', 'ام', 'ای']);

function namePatterns(knownNames: readonly string[]): RegExp[] {
  const names = knownNames.map((name) =>
    foldText(name)
      .split(/[\s_.,،-]+/)
      .filter((word) => word !== ''),
  );
  const whole = names.filter((words) => words.length > 1).map((words) => words.map(literal).join('[ _.-]{0,3}'));
  const alone = names.flat().filter(isTelling).map(withEnding);
  const wanted = [...new Set([...whole, ...alone])].toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return [];
  const all = wanted.join('|');
  return [new RegExp(`(?<![\\p{L}\\p{N}])(?:[وفبلک]|ال|وال|بال|لل)?(?:${all})(?![\\p{L}\\p{N}])`, 'gu')];
}

function isTelling(word: string): boolean {
  return word.length > 1 && !particles.has(word) && !arabicParticles.has(word);
}

/** Persian and Arabic write «ی», «م», «ها» … at the end of the word itself; of a short word that would be another. */
function withEnding(word: string): string {
  const isArabicScript = /\p{Script=Arabic}$/u.test(word);
  return isArabicScript && word.length > 3 ? `${literal(word)}\\p{L}{0,3}` : literal(word);
}

function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

interface Found extends Span {
  matched: string;
}

function spansOf(folded: string, pattern: RegExp): Found[] {
  return Array.from(folded.matchAll(pattern), ({ 0: matched, index }) => ({
    from: index,
    to: index + matched.length,
    matched,
  })).filter(({ matched }) => matched !== '');
}

/** Writes the mask over the spans; those that touch or overlap become one. */
function masked(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let end = 0;
  let maskedTo = -1;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (to <= maskedTo) continue;
    if (from > maskedTo) parts.push(text.slice(end, from), mask);
    maskedTo = to;
    end = to;
  }
  return [...parts, text.slice(end)].join('');
}
