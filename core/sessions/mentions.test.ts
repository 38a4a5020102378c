import { expect, test } from 'vitest';
import { clock, factsOfStreams, type Line } from './testing/history.ts';

const minute = 60_000;

function mention(...lines: Line[]) {
  const rows = factsOfStreams('mention', lines, { mentionId: 'https://x.example/1', network: 'x' });
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

test('a mention is answered by whoever answers first', () => {
  expect(
    mention(
      ['10:00', 'mention.posted', { language: 'ar' }],
      ['10:12', 'mention.answered', { agentId: 'a' }],
      ['10:40', 'mention.answered', { agentId: 'b' }],
    ),
  ).toEqual({
    postedAt: clock('10:00'),
    mentionId: 'https://x.example/1',
    network: 'x',
    source: 'test',
    language: 'ar',
    agentId: 'a',
    answeredAt: clock('10:12'),
    answerMs: 12 * minute,
    answerWorkingMs: null,
  });
});

test('without an answer nothing is measured; whom it was given to is known', () => {
  const row = mention(['10:00', 'mention.posted', { agentId: 'a' }]);
  expect(row).toMatchObject({ agentId: 'a', answeredAt: null, answerMs: null });
});

test('an answer without a name is of whom it was given to', () => {
  const row = mention(['10:00', 'mention.posted', { agentId: 'a' }], ['10:01', 'mention.answered']);
  expect(row).toMatchObject({ agentId: 'a', answerMs: minute });
});

test('an answer to an unknown post, or before it, is an answer without a time', () => {
  const unknown = { postedAt: clock('10:00'), answeredAt: clock('10:00'), answerMs: null };
  expect(mention(['10:00', 'mention.answered'])).toMatchObject(unknown);
  expect(mention(['10:00', 'mention.answered'], ['10:05', 'mention.posted'])).toMatchObject(unknown);
});

test('in one instant a post comes before its answer', () => {
  expect(mention(['10:00', 'mention.answered'], ['10:00', 'mention.posted'])).toMatchObject({ answerMs: 0 });
});
