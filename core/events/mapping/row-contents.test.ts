import { expect, test } from 'vitest';
import { RowContents } from './row-contents.ts';

test('a row has the same name in every file, whatever stands around it', () => {
  const [one, other] = [new RowContents(), new RowContents()];
  other.nameOf(['something', 'else']);
  expect(one.nameOf(['سارة', '٥'])).toBe(other.nameOf(['سارة', '5 ']));
});

test('equal rows are counted, not merged', () => {
  const rows = new RowContents();
  const names = [1, 2, 3].map(() => rows.nameOf(['راضٍ', '']));
  expect(names).toEqual([names[0], `${names[0]}.2`, `${names[0]}.3`]);
});

test('cells are told apart, and a hundred thousand rows have as many names', () => {
  const rows = new RowContents();
  expect(rows.nameOf(['ab', 'c'])).not.toBe(rows.nameOf(['a', 'bc']));
  const names = new Set(Array.from({ length: 100_000 }, (_, n) => rows.nameOf([String(n), 'x'])));
  expect(names.size).toBe(100_000);
});
