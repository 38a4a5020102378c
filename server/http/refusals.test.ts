import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventRules } from '../../contract/event-limits.ts';
import { fieldsOf } from '../../contract/events.ts';
import { readEvent } from '../../contract/read-event.ts';
import { UnreadableLine } from '../../contract/refusal.ts';
import { eventTypes } from '../../core/events/types.ts';
import { locales } from '../../core/language/locales.ts';
import { sampleAt, sampleEvent } from '../../tests/support/sample-events.ts';
import { explained } from './refusals.ts';

const receivedAt = Date.parse(sampleAt);
const params = { field: 'F', received: 'R', limit: 10_000, min: 0, max: 1, choices: 'a, b', position: 7 };

test.each(locales.flatMap((locale) => eventRules.map((rule) => [locale, rule] as const)))(
  '%s has words for the rule %s',
  (locale, rule) => {
    const { message } = explained({ code: 'invalidEvent', params: { ...params, rule } }, locale);
    const other = explained({ code: 'invalidEvent', params: { ...params, rule: 'no such rule' } }, locale).message;
    expect(message).not.toBe(other);
    expect(message).not.toMatch(/[{}]/);
  },
);

test('every refusal that an event can meet has a sentence in every language, with all it names', () => {
  const field = fc.constantFrom('id', 'type', 'at', ...new Set(eventTypes.flatMap((type) => fieldsOf(type))));
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('', 'x'.repeat(300_000), -1, 1.5, 1e18, Array(200).fill('t'), '2026-02-30'),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...eventTypes),
      field,
      value,
      fc.constantFrom(...locales),
      (type, name, sent, locale) => {
        const refusal = readEvent(sampleEvent(type, { [name]: sent }), receivedAt);
        if (!('code' in refusal)) return;
        const { message } = explained(refusal, locale);
        const { received } = refusal.params;
        if (received !== undefined && message.includes(String(refusal.params['field'] ?? received)))
          expect(message.length).toBeGreaterThan(5);
        expect(message).not.toContain('{rule');
      },
    ),
    { numRuns: 1_500 },
  );
});

test.each([
  [7, 'An event is a JSON object, not “7”.'],
  [new UnreadableLine('{', 1), 'This line is not JSON. Reading stopped at character 1.'],
  [
    sampleEvent('message.sent', { author: 'human' }),
    '“author” cannot be “human”. It is one of: customer, agent, bot, system.',
  ],
  [
    sampleEvent('window.expired', { conversationId: undefined }),
    '“conversationId” is missing. An event of this type needs it.',
  ],
  [sampleEvent('window.expired', { id: 'x'.repeat(201) }), '“id” is longer than 200 characters.'],
  [sampleEvent('window.expired', { revision: -1 }), '“revision” must lie between 0 and 4,294,967,295, not at “-1”.'],
  [
    sampleEvent('survey.answered', { value: 'meh' }),
    '“meh” is no answer of the scale smiley3. It was kept as it came, not guessed.',
  ],
])('in English, %j is refused with: %s', (raw, words) => {
  const refusal = readEvent(raw, receivedAt);
  expect('code' in refusal && explained(refusal, 'en').message).toBe(words);
});
