import { expect, test } from 'vitest';
import { readEvent } from '../../contract/read-event.ts';
import { eventTypes } from '../../core/events/types.ts';
import { locales } from '../../core/language/locales.ts';
import { openTerminal } from '../terminal/terminal.ts';
import { sentenceOf } from './sentences.ts';

const now = Date.UTC(2026, 10, 22);
/** Every field that some type needs; a type takes its own and leaves the rest. */
const fields = {
  id: 'e1',
  at: '2026-11-01T10:00:05Z',
  conversationId: 'c1',
  channel: 'web',
  author: 'customer',
  by: 'agent',
  agentId: 'a1',
  teamId: 't1',
  status: 'away',
  callId: 'k1',
  siteId: 's1',
  businessDay: '2026-11-01',
  ticket: 'B7',
  articleId: 'r1',
  visitorId: 'v1',
  vote: 'up',
  mentionId: 'm1',
  network: 'x',
  customer: { id: 'u1' },
  name: 'هدى',
  invitationId: 'i1',
  ratingId: 'g1',
  surveyId: 'y1',
  subject: 'conversation',
  scale: 'nps',
  value: '٩',
};

test.each(locales.flatMap((locale) => eventTypes.map((type) => [locale, type] as const)))(
  '%s has a sentence for %s',
  (locale, type) => {
    const event = readEvent({ ...fields, type }, now);
    if ('code' in event) throw new Error(`the event is refused: ${event.code}`);
    const sentence = sentenceOf(event, 'UTC', openTerminal(locale));
    expect(sentence.length).toBeGreaterThan(25);
    expect(sentence).not.toMatch(/none|undefined|[{}]/);
  },
);

test('a sentence says who, what and when, in the calendar and digits of its language', () => {
  const event = readEvent({ ...fields, type: 'survey.answered', comment: 'ممتاز' }, now);
  if ('code' in event) throw new Error('refused');
  expect(sentenceOf(event, 'Asia/Tehran', openTerminal('en'))).toBe(
    'November 1, 2026 at 13:30:05: conversation c1 is rated 9 (nps), agent a1: \u2068ممتاز\u2069',
  );
  expect(sentenceOf(event, 'Asia/Tehran', openTerminal('fa'))).toBe(
    '۱۰ آبان ۱۴۰۵ ساعت ۱۳:۳۰:۰۵: امتیاز ۹ (nps) به گفتگوی \u2068c1\u2069، اپراتور \u2068a1\u2069: ممتاز',
  );
});
