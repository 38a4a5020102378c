import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EventType, eventTypes } from '../core/events/types.ts';
import { requiredFields, sampleAt, sampleEvent } from '../tests/support/sample-events.ts';
import { fieldsOf } from './events.ts';
import { readEvent } from './read-event.ts';
import { UnreadableLine } from './refusal.ts';

const at = Date.parse(sampleAt);
const receivedAt = at + 1_000;

const read = (raw: unknown) => readEvent(raw, receivedAt);
const readSample = (type: EventType, changes: Record<string, unknown>) => read(sampleEvent(type, changes));
const without = (type: EventType, field: string) => {
  const { [field]: _left, ...rest } = sampleEvent(type);
  return rest;
};

describe.each(eventTypes)('%s', (type) => {
  test('is read with every field it knows', () => {
    const known = fieldsOf(type).filter((field) => field !== 'agentId' && field in sampleEvent(type));
    const result = read(sampleEvent(type));
    expect(result).toMatchObject({ type, at, extra: { unknownField: 'canary extra' } });
    expect('fields' in result && Object.keys(result.fields)).toEqual(expect.arrayContaining(known));
  });

  test('is read with no more than it needs', () => {
    const needed = new Set([
      'id',
      'type',
      'at',
      ...requiredFields[type],
      ...(type === 'conversation.assigned' ? ['teamId'] : []),
    ]);
    const smallest = Object.fromEntries(Object.entries(sampleEvent(type)).filter(([field]) => needed.has(field)));
    expect(read(smallest)).toMatchObject({ type, extra: undefined });
  });

  test.each(['id', 'type', 'at', ...requiredFields[type]])('without %s it is refused as missingField', (field) => {
    expect(read(without(type, field))).toEqual({ code: 'missingField', params: { field } });
  });

  test.each(fieldsOf(type).filter((field) => field !== 'type'))('%s of a wrong type is refused by name', (field) => {
    for (const wrong of wrongValues(field)) {
      expect(readSample(type, { [field]: wrong }), `${field}: ${JSON.stringify(wrong)}`).toMatchObject({
        code: 'invalidEvent',
        params: { field, received: expect.any(String), rule: expect.any(String) },
      });
    }
  });
});

const numberFields = new Set([
  'revision',
  'sequence',
  'activeSeconds',
  'expectedSeconds',
  'scrollShare',
  'results',
  'at',
]);
const booleanFields = new Set(['history', 'automatic', 'private', 'surveyAnswer', 'bulk', 'resolved']);
const listFields = new Set(['tags', 'teamIds']);

/** Every JSON type that is not the field's own. */
function wrongValues(field: string): unknown[] {
  const wrong: unknown[] = [null];
  if (field !== 'customer') wrong.push({ $ne: 1 });
  if (!listFields.has(field)) wrong.push(['x']);
  if (!numberFields.has(field) && field !== 'value') wrong.push(7);
  if (!booleanFields.has(field) && field !== 'value') wrong.push(true);
  if (booleanFields.has(field) || listFields.has(field) || field === 'customer') wrong.push('text');
  return wrong;
}

test('random values in every field never throw, and nothing wrong is accepted in silence', () => {
  const field = fc.constantFrom(...new Set(eventTypes.flatMap((type) => fieldsOf(type))));
  fc.assert(
    fc.property(fc.constantFrom(...eventTypes), field, fc.jsonValue({ maxDepth: 4 }), (type, name, value) => {
      const result = readSample(type, { [name]: value });
      if ('code' in result) return;
      // What was accepted under this name is what was sent: itself, or read as the number it says.
      const kept = 'fields' in result ? Reflect.get(result.fields, name) : undefined;
      expect(kept === undefined || typeof kept === 'number' || JSON.stringify(kept).length > 0).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('anything at all in place of an event is refused, never thrown', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), (raw) => {
      expect('code' in read(raw)).toBe(true);
    }),
  );
});

test.each([null, true, 7, 'text', [], [{}]])('%j is no event', (raw) => {
  expect(read(raw)).toMatchObject({ code: 'invalidEvent', params: { field: 'event', rule: 'object' } });
});

test.each(['conversation.opened', '', '__proto__', 'toString', 'constructor', 'MESSAGE.SENT', 'message.sent '])(
  'type %j is unknown',
  (type) => {
    expect(readSample('message.sent', { type })).toEqual({ code: 'unknownEventType', params: { type } });
  },
);

test.each([
  ['2026-11-22T10:00:00Z', at],
  ['2026-11-22T13:00:00+03:00', at],
  ['2026-11-22T13:30:00.000+0330', at],
  ['2026-11-22 10:00:00z', at],
  ['2026-11-22T10:00Z', at],
  ['2026-11-22T10:00:00.1239999Z', at + 123],
  ['٢٠٢٦-١١-٢٢T١٠:٠٠:٠٠Z', at],
  ['۲۰۲۶-۱۱-۲۲T۱۳:۳۰:۰۰+۰۳:۳۰', at],
  ['2026-11-22T05:00:00-05', at],
  ['2026-11-22T09:59:60Z', at],
  [at, at],
  [at + 0.9, at],
  [String(at), at],
  ['2000-01-01T00:00:00Z', 946_684_800_000],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
])('the time %j is read', (written, instant) => {
  expect(readSample('window.expired', { at: written })).toMatchObject({ at: instant });
});

test.each([
  '2026-11-22T10:00:00',
  '2026-11-22',
  '10:00',
  '22/11/2026 10:00Z',
  'yesterday',
  '',
  '2026-02-30T10:00:00Z',
  '2025-02-29T10:00:00Z',
  '2026-13-01T10:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T10:60:00Z',
  '2026-11-22T10:00:00+24:00',
  '2026-11-22T10:00:00+3',
  '1e12',
  '2026-11-22T10:00:00,Z',
])('the time %j names no instant', (written) => {
  expect(readSample('window.expired', { at: written })).toMatchObject({
    code: 'invalidEvent',
    params: { field: 'at', rule: 'time' },
  });
});

test.each([
  946_684_799_999,
  0,
  -1,
  1_700_000_000,
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
  receivedAt + 600_001,
  Number.MAX_SAFE_INTEGER,
  -1e300,
])('the time %j is out of range', (written) => {
  expect(readSample('window.expired', { at: written })).toMatchObject({ code: 'timeOutOfRange' });
});

test('a clock may run ten minutes ahead, to the millisecond', () => {
  expect(readSample('window.expired', { at: receivedAt + 600_000 })).toMatchObject({ at: receivedAt + 600_000 });
});

test.each([
  ['revision', '٤', 4],
  ['revision', 4_294_967_295, 4_294_967_295],
  ['sequence', '-۵', -5],
  ['sequence', -0, 0],
  ['sequence', '-0', 0],
])('%s %j is the number %d', (field, written, value) => {
  const result = readSample('window.expired', { [field]: written });
  expect('fields' in result && Reflect.get(result.fields, field)).toBe(value);
});

test.each([
  ['window.expired', 'revision', -1, 'range'],
  ['window.expired', 'revision', 4_294_967_296, 'range'],
  ['window.expired', 'revision', 1.5, 'wholeNumber'],
  ['window.expired', 'revision', 'first', 'number'],
  ['window.expired', 'sequence', 2 ** 53, 'wholeNumber'],
  ['window.expired', 'id', '', 'blank'],
  ['window.expired', 'id', ' \u00a0', 'blank'],
  ['window.expired', 'id', 'x'.repeat(201), 'tooLong'],
  ['window.expired', 'conversationId', '', 'blank'],
  ['window.expired', 'source', 'x'.repeat(201), 'tooLong'],
  ['message.sent', 'author', 'human', 'choice'],
  ['message.sent', 'text', 'x'.repeat(200_001), 'tooLong'],
  ['conversation.started', 'channel', 'Web', 'choice'],
  ['conversation.started', 'tags', Array(51).fill('x'), 'tooMany'],
  ['visit.issued', 'businessDay', '2026-02-30', 'day'],
  ['visit.issued', 'businessDay', '22-11-2026', 'day'],
  ['article.left', 'scrollShare', 1.01, 'range'],
  ['article.left', 'activeSeconds', -1, 'range'],
  ['survey.answered', 'scale', 'stars10', 'choice'],
  ['agent.described', 'teamIds', Array(101).fill('t'), 'tooMany'],
] as const)('%s with %s %j breaks the rule %s', (type, field, value, rule) => {
  expect(readSample(type, { [field]: value })).toMatchObject({ code: 'invalidEvent', params: { field, rule } });
});

test('what is wrong inside the customer or a list is named by its path', () => {
  const broken = (customer: unknown) => readSample('customer.described', { customer });
  expect(broken({ id: 7 })).toMatchObject({ code: 'invalidEvent', params: { field: 'customer.id', received: '7' } });
  expect(broken({})).toEqual({ code: 'missingField', params: { field: 'customer.id' } });
  expect(readSample('conversation.labelled', { tags: ['a', 7] })).toMatchObject({ params: { field: 'tags.1' } });
});

test('an assignment that names neither agent nor team assigns nothing', () => {
  const { agentId: _agent, teamId: _team, ...nobody } = sampleEvent('conversation.assigned');
  expect(read(nobody)).toEqual({ code: 'missingField', params: { field: 'agentId' } });
});

test.each([
  ['smiley3', 'راضٍ', 3],
  ['smiley3', '😐', 2],
  ['four', 'خیلی بد', 1],
  ['stars5', '٥', 5],
  ['nps', 0, 0],
  ['yesNo', true, 1],
])('an answer on %s of %j is read as %d', (scale, value, rating) => {
  expect(readSample('survey.answered', { scale, value })).toMatchObject({ rating });
});

test.each([
  ['smiley3', 'رائع'],
  ['four', 5],
  ['stars5', 4.5],
  ['nps', 11],
  ['yesNo', 'perhaps'],
])('an answer on %s of %j is refused as unknownLabel', (scale, value) => {
  expect(readSample('survey.answered', { scale, value })).toEqual({
    code: 'unknownLabel',
    params: { scale, received: String(value) },
  });
});

test('unknown fields are kept, those of the customer and __proto__ too', () => {
  const raw: unknown = JSON.parse(
    JSON.stringify(sampleEvent('customer.described', { a: [1], customer: { id: 'x', vip: true } })).replace(
      '"a":',
      '"__proto__":{"admin":true},"constructor":1,"a":',
    ),
  );
  const result = read(raw);
  expect(JSON.stringify('extra' in result && result.extra)).toBe(
    '{"unknownField":"canary extra","__proto__":{"admin":true},"constructor":1,"a":[1],"customer":{"vip":true}}',
  );
  expect(Reflect.get({}, 'admin')).toBeUndefined();
});

test('unknown fields may be neither endless nor bottomless', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(readSample('window.expired', { deep })).toMatchObject({ params: { field: 'extra', rule: 'tooDeep' } });
  expect(readSample('window.expired', { long: 'x'.repeat(65_536) })).toMatchObject({
    params: { field: 'extra', rule: 'tooLarge' },
  });
});

test('a line that is no JSON is refused with its place', () => {
  expect(read(new UnreadableLine('{"id":', 6))).toEqual({
    code: 'invalidEvent',
    params: { field: 'event', received: '{"id":', rule: 'json', position: 6 },
  });
});

test('what a message shows of a value is short and storable', () => {
  const result = readSample('message.sent', { author: `${'x'.repeat(79)}\ud83d\ude00${'\0'.repeat(1_000)}` });
  const received = 'code' in result ? String(result.params['received']) : '';
  expect(received.length).toBeLessThanOrEqual(81);
  expect(received.isWellFormed() && !received.includes('\0')).toBe(true);
});
