import { describe, expect, test } from 'vitest';
import { mapRow, mappedColumns, type Row } from './map-row.ts';
import { mappingSchema, type ZonedMapping } from './schema.ts';

function zoned(mapping: object): ZonedMapping {
  const read = mappingSchema.parse(mapping);
  return { ...read, timeZone: read.timeZone ?? 'UTC' };
}

const map = (mapping: ZonedMapping, row: Row) => mapRow(mapping, row, { number: 1, content: '' });

const calls = zoned({
  timeZone: 'Asia/Tehran',
  everyEvent: { conversationId: { column: 'call' } },
  events: [
    {
      type: 'conversation.started',
      id: '{call}:started',
      at: { column: 'started' },
      fields: {
        channel: { constant: 'phone' },
        'customer.id': { column: 'phone' },
        'customer.name': { column: 'name' },
      },
    },
    {
      type: 'call.ended',
      id: '{call}:ended',
      at: { column: 'started', plusSeconds: ['wait', 'talk', 1] },
      when: [{ column: 'answered', is: ['Y', '1'] }],
      fields: { resolved: { column: 'resolved', map: { Y: true, N: false } } },
    },
    {
      type: 'call.abandoned',
      id: '{call}:abandoned',
      at: { column: 'started' },
      when: [
        { column: 'answered', isNot: ['Y', '1'] },
        { column: 'talk', isEmpty: true },
      ],
    },
  ],
});
const answered = {
  call: 'c1',
  started: '2026-01-01 09:00:00',
  phone: '+966500000000',
  name: 'هدى',
  answered: 'Y',
  wait: '10',
  talk: '20',
  resolved: 'N',
};

describe('a row becomes events', () => {
  test('several events, times moved by seconds of other columns and read in the zone of the mapping', () => {
    expect(map(calls, answered)).toEqual({
      events: [
        {
          id: 'c1:started',
          type: 'conversation.started',
          at: '2026-01-01T05:30:00.000Z',
          conversationId: 'c1',
          channel: 'phone',
          customer: { id: '+966500000000', name: 'هدى' },
        },
        { id: 'c1:ended', type: 'call.ended', at: '2026-01-01T05:30:31.000Z', conversationId: 'c1', resolved: false },
      ],
      refused: [],
    });
  });

  test('conditions choose the events, and an empty cell leaves its field out', () => {
    const row = { ...answered, answered: 'N', wait: '', talk: '', name: '' };
    const { events, refused } = map(calls, row);
    expect(refused).toEqual([]);
    expect(events.map((event) => event.type)).toEqual(['conversation.started', 'call.abandoned']);
    expect(events[0]?.['customer']).toEqual({ id: '+966500000000' });
  });

  test('digits of any script are numbers, times and conditions', () => {
    const row = { ...answered, started: '۲۰۲۶-۰۱-۰۱ ۰۹:۰۰:۰۰', answered: '۱', wait: '١٠٫٥', talk: '۱٬۲۰۰' };
    expect(map(calls, row).events.map((event) => event.at)).toEqual([
      '2026-01-01T05:30:00.000Z',
      '2026-01-01T05:50:11.500Z',
    ]);
  });

  test('an unreadable cell refuses the events that need it and no other', () => {
    const mapped = map(calls, { ...answered, talk: 'n/a' });
    expect(mapped.events.map((event) => event.type)).toEqual(['conversation.started']);
    expect(mapped.refused).toEqual([
      { type: 'call.ended', code: 'invalidEvent', params: { field: 'talk', received: 'n/a', rule: 'duration' } },
    ]);
  });

  test('a text that the value map does not list is refused, never guessed', () => {
    for (const resolved of ['maybe', 'constructor', '__proto__']) {
      expect(map(calls, { ...answered, resolved }).refused).toEqual([
        {
          type: 'call.ended',
          code: 'invalidEvent',
          params: { field: 'resolved', received: resolved, rule: 'choice', choices: 'Y, N' },
        },
      ]);
    }
  });

  test('an id with an empty part names nothing and is refused', () => {
    expect(map(calls, { ...answered, call: ' ' }).refused).toEqual([
      { type: 'conversation.started', code: 'missingField', params: { field: 'id' } },
      { type: 'call.ended', code: 'missingField', params: { field: 'id' } },
    ]);
  });

  test('lists, numbers and the row number', () => {
    const mapping = oneEvent({
      id: 'line-{#row}',
      fields: {
        tags: { column: 'tags', separator: ';' },
        value: { column: 'value', as: 'number' },
        channel: { column: 'via', map: { WA: 'whatsapp' }, otherwise: 'other' },
      },
    });
    const row = { at: '2026-01-01T00:00:00Z', tags: 'late; refund ;', value: '٤', via: 'pigeon' };
    expect(mapRow(mapping, row, { number: 7, content: 'abc' }).events).toEqual([
      {
        id: 'line-7',
        type: 'survey.answered',
        at: '2026-01-01T00:00:00.000Z',
        tags: ['late', 'refund'],
        value: 4,
        channel: 'other',
      },
    ]);
  });

  test('durations, texts that stand for nothing, and the name of the row’s content', () => {
    const fields = { activeSeconds: { column: 'spent', as: 'duration' }, comment: { column: 'note' } };
    const mapping = oneEvent(
      { id: '{#content}:x', at: { column: 'at', plusSeconds: ['spent'] }, fields },
      { empty: ['-'] },
    );
    const row = { at: '2026-01-01T00:00:00Z', spent: '٠١:٣٠', note: ' - ' };
    expect(mapRow(mapping, row, { number: 1, content: 'abc' }).events).toEqual([
      { id: 'abc:x', type: 'survey.answered', at: '2026-01-01T00:01:30.000Z', activeSeconds: 90 },
    ]);
  });

  test('a date that could be two days is refused unless the mapping says which number is the day', () => {
    const open = oneEvent({ id: '1', at: { column: 'at', format: 'auto' } });
    const settled = oneEvent({ id: '1', at: { column: 'at', format: 'auto', order: 'dayFirst' } });
    const row = { at: '03/04/2026' };
    expect(map(open, row).refused).toEqual([
      {
        type: 'survey.answered',
        code: 'invalidEvent',
        params: { field: 'at', received: '03/04/2026', rule: 'ambiguousDate' },
      },
    ]);
    expect(map(settled, row).events.map(({ at }) => at)).toEqual(['2026-04-03T00:00:00.000Z']);
    expect(map(open, { at: '' }).refused).toEqual([
      { type: 'survey.answered', code: 'missingField', params: { field: 'at' } },
    ]);
  });

  test('every column that is read is known before the first row', () => {
    expect(mappedColumns(calls).sort()).toEqual([
      'answered',
      'call',
      'name',
      'phone',
      'resolved',
      'started',
      'talk',
      'wait',
    ]);
    expect(mappedColumns(oneEvent({ id: '{a}:{#row}', fields: { x: { template: '{b}-{c}' } } })).sort()).toEqual([
      'a',
      'at',
      'b',
      'c',
    ]);
  });
});

describe('a mapping file is checked before it is used', () => {
  const event = { type: 'survey.answered', id: '{id}', at: { column: 'at' } };
  test.each([
    ['an unknown order of dates', { events: [{ ...event, at: { column: 'at', format: 'auto', order: 'any' } }] }],
    ['an unknown zone', { timeZone: 'Mars/Olympus', events: [event] }],
    ['an unknown event type', { timeZone: 'UTC', events: [{ ...event, type: 'survey.liked' }] }],
    ['no event', { timeZone: 'UTC', events: [] }],
    [
      'a field that is two things',
      { timeZone: 'UTC', events: [{ ...event, fields: { a: { column: 'a', constant: 1 } } }] },
    ],
    ['a field that is nothing', { timeZone: 'UTC', events: [{ ...event, fields: { a: {} } }] }],
    ['a condition without a test', { timeZone: 'UTC', events: [{ ...event, when: [{ column: 'a' }] }] }],
    ['a misspelt key', { timeZone: 'UTC', events: [{ ...event, field: {} }] }],
    ['a pattern without a day', { timeZone: 'UTC', events: [{ ...event, at: { column: 'at', format: 'MM/yyyy' } }] }],
    [
      '12 hours without their half',
      { timeZone: 'UTC', events: [{ ...event, at: { column: 'at', format: 'dd/MM/yyyy hh:mm' } }] },
    ],
  ])('%s is refused', (_, mapping) => {
    expect(mappingSchema.safeParse(mapping).success).toBe(false);
  });
});

function oneEvent(spec: object, more: object = {}): ZonedMapping {
  return zoned({ ...more, events: [{ type: 'survey.answered', at: { column: 'at' }, ...spec }] });
}
