/**
 * Where a text stops being JSON (RFC 8259), in UTF-16 units from its start; its length where something
 * is missing at the end. The engine's own message names no position for most faults.
 * Only asked for texts that `JSON.parse` refused. Depth takes memory, not stack.
 */
export function jsonErrorPosition(text: string): number {
  const open: ('{' | '[')[] = [];
  let place = skipSpace(text, 0);
  let expected: Expected = 'value';
  while (place < text.length) {
    const step: Step | null = stepAt(text, place, expected, open);
    if (!step) return place;
    if (step.broken !== undefined) return step.broken;
    expected = step.next;
    place = skipSpace(text, step.end);
  }
  return text.length;
}

type Expected = 'value' | 'valueOrClose' | 'key' | 'keyOrClose' | 'colon' | 'commaOrClose' | 'nothing';

interface Step {
  end: number;
  next: Expected;
  /** Set where a token began well and then broke. */
  broken?: number;
}

function stepAt(text: string, place: number, expected: Expected, open: ('{' | '[')[]): Step | null {
  const char = text[place]!;
  if (expected === 'colon') return char === ':' ? { end: place + 1, next: 'value' } : null;
  if (closes(char, expected, open)) {
    open.pop();
    return { end: place + 1, next: afterValue(open) };
  }
  if (expected === 'commaOrClose') {
    return char === ',' ? { end: place + 1, next: open.at(-1) === '{' ? 'key' : 'value' } : null;
  }
  if (expected === 'key' || expected === 'keyOrClose') return char === '"' ? stringAt(text, place, 'colon') : null;
  return expected === 'nothing' ? null : valueAt(text, place, open);
}

function closes(char: string, expected: Expected, open: readonly ('{' | '[')[]): boolean {
  if (char === ']') return open.at(-1) === '[' && (expected === 'valueOrClose' || expected === 'commaOrClose');
  if (char === '}') return open.at(-1) === '{' && (expected === 'keyOrClose' || expected === 'commaOrClose');
  return false;
}

function afterValue(open: readonly string[]): Expected {
  return open.length > 0 ? 'commaOrClose' : 'nothing';
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function valueAt(text: string, place: number, open: ('{' | '[')[]): Step | null {
  const char = text[place]!;
  if (char === '{' || char === '[') {
    open.push(char);
    return { end: place + 1, next: char === '{' ? 'keyOrClose' : 'valueOrClose' };
  }
  if (char === '"') return stringAt(text, place, afterValue(open));
  scalar.lastIndex = place;
  const found = scalar.exec(text);
  return found ? { end: place + found[0].length, next: afterValue(open) } : null;
}

function stringAt(text: string, start: number, next: Expected): Step {
  for (let place = start + 1; place < text.length; place++) {
    const char = text[place]!;
    if (char === '"') return { end: place + 1, next };
    if (char < ' ') return { end: place, next, broken: place };
    if (char !== '\\') continue;
    const escape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
    escape.lastIndex = place + 1;
    const found = escape.exec(text);
    if (!found) return { end: place, next, broken: place };
    place += found[0].length;
  }
  return { end: text.length, next, broken: text.length };
}

function skipSpace(text: string, from: number): number {
  let place = from;
  while (place < text.length && ' \t\n\r'.includes(text[place]!)) place++;
  return place;
}
