import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { layOutTable } from './table.ts';

const start = (title: string) => ({ title, align: 'start' as const });
const end = (title: string) => ({ title, align: 'end' as const });

test('texts begin and numbers end in one line below each other', () => {
  expect(
    layOutTable(
      [start('Agent'), end('n')],
      [
        ['Becky', '631'],
        ['Jo', '5'],
      ],
      80,
    ),
  ).toEqual(['Agent    n', '─────  ───', 'Becky  631', 'Jo       5']);
});

test('wide characters, joiners and vowel marks do not push columns out of line', () => {
  const lines = layOutTable(
    [start('x'), end('n')],
    [
      ['客服', '1'],
      ['می‌رود', '22'],
      ['مُحَمَّد', '3'],
      ['🙂', '4'],
      ['abc', '5'],
    ],
    80,
  );
  expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1);
});

test('a right-to-left cell is set apart and its line keeps its direction, so that columns stay in place', () => {
  const [, , line] = layOutTable([start('x'), end('n')], [['هدى', '7']], 80);
  expect(line).toBe('\u200E\u2068هدى\u2069  7');
});

test('columns that do not fit follow below, under the first one again', () => {
  expect(layOutTable([start('k'), end('aaaa'), end('bbbb'), end('cccc')], [['1', '2', '3', '4']], 14)).toEqual([
    'k  aaaa  bbbb',
    '─  ────  ────',
    '1     2     3',
    '',
    'k  cccc',
    '─  ────',
    '1     4',
  ]);
});

test('a column wider than the terminal still has its own block; no rows still have a head', () => {
  expect(layOutTable([start('k'), end('a'.repeat(30))], [], 10)).toHaveLength(2);
  expect(layOutTable([start('k')], [], 10)).toEqual(['k', '─']);
});
