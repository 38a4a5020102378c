import { foldText } from './folding.ts';

/**
 * A regular expression (RE2) that finds in unfolded texts what `foldText` would find in folded ones, so that
 * texts are searched as they are kept: nothing is stored a second time, and nothing more has to be erased.
 * Every letter is any of the characters that fold to it, with whatever folding drops in between; a space is
 * any run of spaces. Null where nothing is left of the words to look for.
 */
export function searchPattern(words: string): string | null {
  const letters = [...foldText(words)];
  if (letters.length === 0) return null;
  return spans(letters)
    .map((span) => oneOf(tilings(letters, span)))
    .join(dropped());
}

/** How folding looks from its other end. */
interface Unfolded {
  /** Characters that fold to this one character. */
  singles: Map<string, string[]>;
  /** Characters that fold to several, by what they become. */
  ligatures: { written: string; folded: string[] }[];
  /** What folds to nothing. */
  dropped: string[];
  spaces: string[];
}

/**
 * The characters of several letters that keyboards and office programs put into texts: ﻻ, ﷲ, ﬁ, …, ™. Unicode has a
 * thousand more, for typesetters, which nobody's messages hold.
 */
const ligatures = /[\u0130\u0132\u0133\u2026\u2116\u2122\ufb00-\ufb06\ufdf2-\ufdfc\ufef5-\ufefc]/;

/** A stretch that could be written in more ways than this (`ffffffffff`) is looked for letter by letter. */
const mostWays = 12;

/** Blocks with a character that folding changes; the rest of Unicode (ideographs, syllables) folds to itself. */
const blocks: readonly [number, number][] = [
  [0x01, 0x33ff],
  [0xa000, 0xabff],
  [0xf900, 0x11fff],
  [0x16000, 0x16fff],
  [0x1d000, 0x1ffff],
  [0x2f800, 0x2fa1f],
];

let known: Unfolded | null = null;

function unfolded(): Unfolded {
  known ??= unfold();
  return known;
}

function unfold(): Unfolded {
  const all: Unfolded = { singles: new Map(), ligatures: [], dropped: [], spaces: [] };
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) place(String.fromCodePoint(code), all);
  }
  return all;
}

function place(written: string, all: Unfolded): void {
  const folded = [...foldText(`x${written}x`)].slice(1, -1);
  const [only] = folded;
  if (only === undefined) all.dropped.push(written);
  else if (folded.length > 1) {
    if (ligatures.test(written)) all.ligatures.push({ written, folded });
  } else if (only === ' ') all.spaces.push(written);
  else if (only !== written) all.singles.set(only, [...(all.singles.get(only) ?? []), written]);
}

/** A stretch of the letters that no ligature reaches out of, `from` included, `to` not. */
interface Span {
  from: number;
  to: number;
}

/** Cuts the letters where no ligature crosses. */
function spans(letters: readonly string[]): Span[] {
  const reach = letters.map((_, at) => at + Math.max(1, ...steps(letters, at).keys()));
  const cut: Span[] = [];
  let from = 0;
  let end = 0;
  for (let at = 0; at < letters.length; at++) {
    end = Math.max(end, reach[at] ?? 0);
    if (end > at + 1) continue;
    cut.push({ from, to: at + 1 });
    from = at + 1;
  }
  return cut;
}

/** Every way to write a span: letter by letter, or with ligatures. */
function tilings(letters: readonly string[], span: Span): string[] {
  if (waysOf(letters, span) <= mostWays) return tiled(letters, span);
  const one = Array.from({ length: span.to - span.from }, (_, i) => steps(letters, span.from + i).get(1) ?? '');
  return [one.join(dropped())];
}

/** How many ways there are, counted from the end. */
function waysOf(letters: readonly string[], { from, to }: Span): number {
  const ways = new Map([[to, 1]]);
  for (let at = to - 1; at >= from; at--) {
    const lengths = [...steps(letters, at).keys()];
    ways.set(
      at,
      lengths.reduce((sum, length) => sum + (ways.get(at + length) ?? 0), 0),
    );
  }
  return ways.get(from) ?? 0;
}

function tiled(letters: readonly string[], { from, to }: Span): string[] {
  if (from === to) return [''];
  return [...steps(letters, from)].flatMap(([length, written]) => {
    if (from + length > to) return [];
    const rests = tiled(letters, { from: from + length, to });
    return rests.map((rest) => (rest === '' ? written : `${written}${dropped()}${rest}`));
  });
}

/** What may stand at a place, as patterns, by how many of the letters it covers. */
function steps(letters: readonly string[], at: number): Map<number, string> {
  const letter = letters[at] ?? '';
  const single = letter === ' ' ? space() : characters([letter, ...(unfolded().singles.get(letter) ?? [])]);
  const found = new Map([[1, [single]]]);
  for (const [length, written] of ligaturesAt(letters, at)) {
    found.set(length, [...(found.get(length) ?? []), characters(written)]);
  }
  const apart = [...letter.normalize('NFD')];
  if (apart.length > 1) found.set(1, [...(found.get(1) ?? []), apart.map((one) => characters([one])).join('')]);
  return new Map([...found].map(([length, patterns]) => [length, oneOf(patterns)]));
}

/**
 * Characters that fold to several letters and cover some from `at` on: all of them, at the beginning also
 * their last ones, at the end also their first.
 */
function ligaturesAt(letters: readonly string[], at: number): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { written, folded } of unfolded().ligatures) {
    for (let skipped = 0; skipped < (at === 0 ? folded.length : 1); skipped++) {
      const covered = Math.min(folded.length - skipped, letters.length - at);
      const isThere = folded.slice(skipped, skipped + covered).every((one, i) => one === letters[at + i]);
      const goesOn = covered < folded.length - skipped;
      if (!isThere || (goesOn && at + covered < letters.length)) continue;
      const others = found.get(covered) ?? [];
      if (!others.includes(written)) found.set(covered, [...others, written]);
    }
  }
  return found;
}

function oneOf(patterns: readonly string[]): string {
  return patterns.length === 1 ? (patterns[0] ?? '') : `(?:${patterns.join('|')})`;
}

/** A run of spaces, with what folding drops among them. */
function space(): string {
  const spaces = characters([' ', ...unfolded().spaces]);
  return `${spaces}(?:${spaces}|${characters(unfolded().dropped)})*`;
}

function dropped(): string {
  return `${characters(unfolded().dropped)}*`;
}

const classes = new Map<string, string>();

/** A class of these characters, runs of neighbours as ranges. */
function characters(written: readonly string[]): string {
  const key = written.join('');
  const made = classes.get(key);
  if (made !== undefined) return made;
  const codes = [...new Set(written.map((one) => one.codePointAt(0) ?? 0))].sort((a, b) => a - b);
  const pattern = `[${runsOf(codes)
    .map(([first, last]) => (first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`))
    .join('')}]`;
  if (classes.size >= 2_000) classes.clear();
  classes.set(key, pattern);
  return pattern;
}

function runsOf(codes: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  return runs;
}

function escaped(code: number): string {
  return `\\x{${code.toString(16)}}`;
}
