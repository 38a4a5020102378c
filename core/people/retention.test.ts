import { expect, test } from 'vitest';
import { defaultRetention, keptSince } from './retention.ts';

const dates = (now: string, periods = defaultRetention) =>
  Object.fromEntries(
    Object.entries(keptSince(periods, Date.parse(now))).map(([name, at]) => [name, new Date(at).toISOString()]),
  );

test('the defaults reach back whole months, and days for refused events', () => {
  expect(dates('2026-11-25T16:30:00Z')).toEqual({
    transcripts: '2025-11-25T00:00:00.000Z',
    contactDetails: '2024-11-25T00:00:00.000Z',
    comments: '2023-11-25T00:00:00.000Z',
    deadLetters: '2026-10-26T00:00:00.000Z',
    audit: '2024-11-25T00:00:00.000Z',
  });
});

test('a month that lacks the day ends with its last', () => {
  const periods = { ...defaultRetention, transcriptMonths: 1, commentMonths: 12 };
  expect(dates('2026-03-31T23:59:59.999Z', periods)).toMatchObject({ transcripts: '2026-02-28T00:00:00.000Z' });
  expect(dates('2028-02-29T12:00:00Z', periods)).toMatchObject({
    transcripts: '2028-01-29T00:00:00.000Z',
    comments: '2027-02-28T00:00:00.000Z',
  });
});
