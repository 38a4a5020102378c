import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { openProgressBar } from './progress-bar.ts';

function shown(
  isTTY: boolean,
  draw: (bar: ReturnType<typeof openProgressBar>, pass: (ms: number) => void) => void,
): string {
  let now = 1_000;
  const stream = Object.assign(new PassThrough(), { isTTY });
  draw(
    openProgressBar(stream, () => now),
    (ms) => (now += ms),
  );
  return String(stream.read() ?? '');
}

test('on a terminal one line is drawn again, not more often than it can be read, and taken away at the end', () => {
  const text = shown(true, (bar, pass) => {
    bar.update(0, 'a');
    pass(50);
    bar.update(0.25, 'b');
    pass(50);
    bar.update(0.5, 'c');
    bar.clear();
  });
  const line = (full: number, words: string) => `\r\u001B[2K[${'█'.repeat(full)}${'░'.repeat(30 - full)}] ${words}`;
  expect(text).toBe(`${line(0, 'a')}${line(15, 'c')}\r\u001B[2K`);
});

test('elsewhere a line every ten seconds, so that a log is not flooded; nothing for a short task', () => {
  const long = shown(false, (bar, pass) => {
    for (let second = 0; second <= 25; second++) {
      bar.update(second / 25, String(second));
      pass(1_000);
    }
    bar.clear();
  });
  expect(long).toBe('10\n20\n');
});

test('an unknown end shows no bar', () => {
  expect(shown(true, (bar) => bar.update(null, 'words'))).toBe('\r\u001B[2K… words');
});
