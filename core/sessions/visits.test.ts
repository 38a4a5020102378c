import { defaultRules } from './rules.ts';
import { expect, test } from 'vitest';
import { foldStream } from './fold.ts';
import { clock, factsOfStreams, history, type Line } from './testing/history.ts';

const minute = 60_000;
const ticket = { siteId: 'branch:1', businessDay: '2026-05-04', ticket: 'A12' };

function visit(...lines: Line[]) {
  const rows = factsOfStreams('visit', lines, ticket);
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

test('a visitor waits until he is called and is served until the service is over', () => {
  expect(
    visit(
      ['10:00', 'visit.issued', { service: 'loans', customerKey: 'k', language: 'ar' }],
      ['10:07', 'visit.called', { counter: '3', agentId: 'a' }],
      ['10:20', 'visit.served'],
      ['10:21', 'visit.left'],
    ),
  ).toEqual({
    issuedAt: clock('10:00'),
    ...ticket,
    source: 'test',
    language: 'ar',
    customerKey: 'k',
    service: 'loans',
    counter: '3',
    agentId: 'a',
    calledAt: clock('10:07'),
    servedAt: clock('10:20'),
    leftAt: clock('10:21'),
    waitMs: 7 * minute,
    waitWorkingMs: null,
    serviceMs: 13 * minute,
    settled: true,
    leftUnserved: false,
  });
});

test('who leaves before he is called waited until then, and left unserved', () => {
  const row = visit(['10:00', 'visit.issued'], ['10:25', 'visit.left']);
  expect(row).toMatchObject({
    waitMs: 25 * minute,
    serviceMs: null,
    calledAt: null,
    settled: true,
    leftUnserved: true,
  });
});

test('told twice that he left, he left the first time', () => {
  const row = visit(['10:00', 'visit.issued'], ['10:25', 'visit.left'], ['18:00', 'visit.left']);
  expect(row).toMatchObject({ leftAt: clock('10:25'), waitMs: 25 * minute });
});

test('who is called and does not come waited until the call, and left unserved', () => {
  const row = visit(['10:00', 'visit.issued'], ['10:10', 'visit.called'], ['10:14', 'visit.left']);
  expect(row).toMatchObject({ waitMs: 10 * minute, serviceMs: null, leftUnserved: true });
});

test('called again, he waited until the first call and is served from the last', () => {
  const row = visit(
    ['10:00', 'visit.issued'],
    ['10:10', 'visit.called', { counter: '1' }],
    ['10:13', 'visit.called', { counter: '1' }],
    ['10:18', 'visit.served'],
  );
  expect(row).toMatchObject({ waitMs: 10 * minute, serviceMs: 5 * minute });
});

test('sent on to another counter, his services add up; it was the last that served him', () => {
  const row = visit(
    ['10:00', 'visit.issued', { service: 'cards' }],
    ['10:05', 'visit.called', { counter: '1', agentId: 'a' }],
    ['10:15', 'visit.served'],
    ['10:30', 'visit.called', { counter: '2', agentId: 'b', service: 'cash' }],
    ['10:33', 'visit.served'],
  );
  expect(row).toMatchObject({
    waitMs: 5 * minute,
    serviceMs: 13 * minute,
    service: 'cards',
    counter: '2',
    agentId: 'b',
    servedAt: clock('10:33'),
    leftAt: null,
    settled: true,
  });
});

test('taken for gone and served after all, he did not leave', () => {
  const row = visit(
    ['10:00', 'visit.issued'],
    ['10:10', 'visit.called'],
    ['10:12', 'visit.left'],
    ['10:20', 'visit.called'],
    ['10:26', 'visit.served'],
  );
  expect(row).toMatchObject({ waitMs: 10 * minute, serviceMs: 6 * minute, leftAt: null, leftUnserved: false });
});

test('while he waits nothing is measured, and how it went is open', () => {
  const row = visit(['10:00', 'visit.issued']);
  expect(row).toMatchObject({ waitMs: null, serviceMs: null, settled: false, leftUnserved: false });
});

test('what came out of turn, or never, measures nothing', () => {
  expect(visit(['10:05', 'visit.called'], ['10:06', 'visit.issued'], ['10:15', 'visit.served'])).toMatchObject({
    issuedAt: clock('10:05'),
    waitMs: null,
    serviceMs: 10 * minute,
  });
  expect(visit(['10:05', 'visit.left'], ['10:06', 'visit.issued'])).toMatchObject({
    issuedAt: clock('10:05'),
    waitMs: null,
    leftUnserved: true,
  });
  expect(visit(['10:00', 'visit.issued'], ['10:15', 'visit.served'], ['10:16', 'visit.left'])).toMatchObject({
    waitMs: null,
    serviceMs: null,
    leftUnserved: false,
  });
});

test('events of one instant have an order: issued, called, served, left', () => {
  const row = visit(
    ['10:00', 'visit.left'],
    ['10:00', 'visit.served'],
    ['10:00', 'visit.called'],
    ['10:00', 'visit.issued'],
  );
  expect(row).toMatchObject({ waitMs: 0, serviceMs: 0, leftAt: clock('10:00'), leftUnserved: false });
});

test('a visit changes by events alone, and without any there is none', () => {
  const stream = 'visit:b:2026-05-04:1';
  expect(
    foldStream(stream, history([['10:00', 'visit.issued']], ticket), defaultRules, clock('10:00')).nextDueAt,
  ).toBeNull();
  expect(foldStream(stream, [], defaultRules, clock('10:00'))).toEqual({ facts: [], nextDueAt: null });
});
