import { describe, expect, test } from 'vitest';
import type { Cell } from '../../contract/cell.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { wordCell, wordKey } from './words.ts';

const [en, ar, fa] = [openTerminal('en'), openTerminal('ar'), openTerminal('fa')];
const cell = (value: number | null, unit: Cell['unit'], more: Partial<Cell> = {}): Cell => ({
  value,
  unit,
  n: 4054,
  interval: null,
  drill: null,
  ...more,
});

describe('figures', () => {
  test.each([
    [cell(4054, 'count'), '4,054'],
    [cell(0, 'count', { n: 0 }), '0'],
    [cell(null, 'seconds', { n: 0 }), '—'],
    [cell(null, 'count', { reason: 'notByThis' }), '—'],
    [cell(67.5207, 'seconds', { interval: [66.4, 68.6] }), '67.52 s (4,054) [66.4–68.6]'],
    [cell(3600, 'seconds', { interval: [3000, 4200] }), '60 min (4,054) [50–70]'],
    [cell(0.499, 'share', { interval: [0.4836, 0.5144] }), '49.9 % (4,054) [48.36–51.44]'],
    [cell(3.40355, 'rating'), '3.4036 (4,054)'],
    [cell(7.25, 'hours'), '7.3 h (4,054)'],
  ])('%j reads %s', (figure, words) => {
    expect(wordCell(figure, en)).toBe(words);
  });

  test('a comparison shows the difference with its sign', () => {
    const before = { value: 70, n: 3, interval: null, drill: null, difference: -2.5, differenceInterval: null };
    expect(wordCell(cell(67.5, 'seconds', { before }), en)).toBe('67.5 s (4,054) −2.5 s');
    expect(wordCell(cell(67.5, 'seconds', { before: { ...before, value: null, difference: null } }), en)).toBe(
      '67.5 s (4,054)',
    );
  });

  test('digits and units follow the language', () => {
    expect(wordCell(cell(67.5, 'seconds'), fa)).toBe('۶۷٫۵ ثانیه (۴٬۰۵۴)');
    expect(wordCell(cell(0.5, 'share'), ar)).toBe('50٪ (4,054)');
  });
});

describe('rows', () => {
  const row = (key: string, name: string | null = null) => ({ key, name, cells: {} });
  test('agents by name, else by id; the row of nobody says so', () => {
    expect(wordKey(row('a1', 'هدى'), 'agent', 'gregory', en)).toBe('هدى');
    expect(wordKey(row('a1'), 'agent', 'gregory', en)).toBe('a1');
    expect(wordKey(row(''), 'agent', 'gregory', fa)).toBe('به کسی ارجاع نشد');
  });

  test('channels by their name in the language, unknown ones as they are', () => {
    expect(wordKey(row('phone'), 'channel', 'gregory', ar)).toBe('الهاتف');
    expect(wordKey(row('pigeon'), 'channel', 'gregory', ar)).toBe('pigeon');
  });

  test('days and months in the calendar asked for', () => {
    expect(wordKey(row('2026-11-22'), 'day', 'gregory', en)).toBe('Nov 22, 2026');
    expect(wordKey(row('2026-03-21'), 'month', 'persian', fa)).toBe('فروردین ۱۴۰۵');
  });
});
