import { describe, expect, test } from 'vitest';
import type { SentEvent } from '../../contract/events.ts';
import { readEvent } from '../../contract/read-event.ts';
import { dayMs } from './clock.ts';
import { generateDemo } from './generate.ts';

const now = Date.UTC(2026, 10, 22, 10);
const events = [...generateDemo(now)].flat();

type Rating = Extract<SentEvent, { type: 'survey.answered' }>;
const ratings = events.filter(
  (event): event is Rating => event.type === 'survey.answered' && event.scale === 'smiley3',
);

describe('the demo', () => {
  test('is the same for the same moment, and another for another seed', () => {
    const written = JSON.stringify(events);
    expect(JSON.stringify([...generateDemo(now)].flat())).toBe(written);
    expect(JSON.stringify([...generateDemo(now, 2)].flat())).not.toBe(written);
  });

  test.each([now, Date.UTC(2026, 0, 1), Date.UTC(2027, 5, 15, 23, 59)])(
    'ended at %d it stays under 150,000 events',
    (end) => {
      let count = 0;
      for (const list of generateDemo(end)) count += list.length;
      expect(count).toBeGreaterThan(100_000);
      expect(count).toBeLessThanOrEqual(150_000);
    },
  );

  test('every event would be accepted and is marked as history, so that nothing is sent because of it', () => {
    const refused = events.map((event) => readEvent(event, now)).filter((read) => 'code' in read);
    expect(refused).toEqual([]);
    expect(events.every((event) => event.history === true)).toBe(true);
  });

  test('ids are unique, and nothing lies in the future or before the year', () => {
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    const times = events.map((event) => Date.parse(String(event.at)));
    expect(times.reduce((last, time) => Math.max(last, time))).toBeLessThanOrEqual(now);
    expect(times.reduce((least, time) => Math.min(least, time))).toBeGreaterThan(now - 366 * dayMs);
  });

  test('all that a support team sees is in it', () => {
    const types = new Set(events.map((event) => event.type));
    for (const type of [
      'agent.requested',
      'conversation.reopened',
      'conversation.returnedToBot',
      'conversation.escalated',
      'survey.suppressed',
      'call.held',
      'call.abandoned',
      'agent.statusChanged',
    ] as const)
      expect(types).toContain(type);
    const channels = new Set(events.flatMap((event) => (event.type === 'conversation.started' ? [event.channel] : [])));
    expect([...channels].sort()).toEqual(['email', 'instagram', 'phone', 'telegram', 'web', 'whatsapp']);
    expect(new Set(ratings.map((rating) => rating.language))).toEqual(new Set(['ar', 'fa', 'en']));
  });

  test('one agent improves over the year', () => {
    const hers = ratings.filter((rating) => rating.agentId === 'a09');
    const half = now - 182 * dayMs;
    const early = satisfiedShare(hers.filter((rating) => Date.parse(String(rating.at)) < half));
    const late = satisfiedShare(hers.filter((rating) => Date.parse(String(rating.at)) >= half));
    expect(late - early).toBeGreaterThan(0.1);
  });

  test('conversations about exchanges are rated lower than the others', () => {
    const topicOf = new Map(
      events.flatMap((event) => (event.type === 'conversation.labelled' ? [[event.conversationId, event.topic]] : [])),
    );
    const exchanges = ratings.filter((rating) => topicOf.get(rating.conversationId ?? '') === 'استبدال');
    const others = ratings.filter((rating) => !exchanges.includes(rating));
    expect(satisfiedShare(others) - satisfiedShare(exchanges)).toBeGreaterThan(0.15);
  });
});

function satisfiedShare(some: readonly Rating[]): number {
  expect(some.length).toBeGreaterThan(20);
  return some.filter((rating) => rating.value === 3).length / some.length;
}
