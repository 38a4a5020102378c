import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Cell } from '../../contract/cell.ts';
import type { Report, ReportTable } from './ask-report.ts';
import { csvLine } from '../../core/language/csv.ts';
import { reportAsCsv } from './csv.ts';

test.each([
  ['=1+1', `'=1+1`],
  ['+cmd|calc', `'+cmd|calc`],
  ['-2+3', `'-2+3`],
  ['@SUM(A1)', `'@SUM(A1)`],
  ['\tx', `'\tx`],
  ['\rx', `"'\rx"`],
])('%j cannot become a formula', (text, written) => {
  expect(csvLine([text])).toBe(written);
});

test('a telephone number keeps its plus, and a negative number its minus', () => {
  expect(csvLine(['+966 50 000 0000', -3.5])).toBe('+966 50 000 0000,-3.5');
});

test('whatever a text holds, a reader of CSV gets it back', () => {
  const texts = ['a,b', 'say "هلا"', 'two\nlines', ' blank ', '', 'می‌رود', '\u200fx'];
  expect(parse(csvLine(texts))).toEqual([texts]);
});

const cell = (value: number | null, more: Partial<Cell> = {}): Cell => ({
  value,
  unit: 'share',
  n: 3,
  interval: [0.1, 0.9],
  drill: null,
  ...more,
});
const about = {
  period: { from: '', to: '', zone: 'UTC', calendar: 'gregory' as const, weekStart: 1 },
  comparedWith: null,
  asOf: '',
  lastEventBySource: [],
};
const report = (tables: ReportTable[], comparedWith: Report['about']['comparedWith'] = null): Report => ({
  answer: null,
  about: { ...about, comparedWith },
  kpis: ['satisfiedShare'],
  tables,
  distribution: null,
});
const byAgent: ReportTable = {
  by: 'agent',
  totals: null,
  rows: [
    { key: 'a1', name: '=هدى', cells: { satisfiedShare: cell(0.5) } },
    { key: '', name: null, cells: { satisfiedShare: cell(null, { n: 0, interval: null }) } },
  ],
};

test('one table: key, name, value, n and interval; nobody measured is an empty cell, never 0', () => {
  expect(reportAsCsv(report([byAgent]))).toEqual([
    'agentId,agentName,satisfiedShare,satisfiedShare.n,satisfiedShare.low,satisfiedShare.high',
    `a1,'=هدى,0.5,3,0.1,0.9`,
    ',,,0,,',
  ]);
});

test('a comparison adds the value before and the difference', () => {
  const compared = cell(0.5, {
    before: { value: 0.25, n: 4, interval: null, drill: null, difference: 0.25, differenceInterval: null },
  });
  const rows = [{ key: 'web', name: null, cells: { satisfiedShare: compared } }];
  expect(reportAsCsv(report([{ by: 'channel', totals: null, rows }], { from: '', to: '' }))).toEqual([
    'channel,satisfiedShare,satisfiedShare.n,satisfiedShare.low,satisfiedShare.high,satisfiedShare.before,satisfiedShare.difference',
    'web,0.5,3,0.1,0.9,0.25,0.25',
  ]);
});

test('several tables stand below each other, told apart', () => {
  const byTopic: ReportTable = {
    by: 'topic',
    totals: null,
    rows: [{ key: 'دفع', name: null, cells: { satisfiedShare: cell(1) } }],
  };
  expect(reportAsCsv(report([byAgent, byTopic])).slice(1)).toEqual([
    `agent,a1,'=هدى,0.5,3,0.1,0.9`,
    'agent,,,,0,,',
    'topic,دفع,,1,3,0.1,0.9',
  ]);
});
