import { describe, expect, test } from 'vitest';
import { type MappedEvent, mapRow } from './map-row.ts';
import { recognise, TableProfiler } from './recognise.ts';
import { RowContents } from './row-contents.ts';
import { mappingSchema } from './schema.ts';

function read(table: string) {
  const [columns = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const profiler = new TableProfiler(columns);
  for (const row of rows) profiler.add(row);
  const found = recognise(profiler.profiles(), '2026-11-25');
  if (found.mapping === null) return { ...found, events: [], refused: [] };
  const mapping = { ...mappingSchema.parse(found.mapping), timeZone: 'Asia/Riyadh' };
  const contents = new RowContents();
  const mapped = rows.map((cells, i) =>
    mapRow(mapping, Object.fromEntries(columns.map((name, c) => [name, cells[c] ?? ''])), {
      number: i + 1,
      content: contents.nameOf(cells),
    }),
  );
  return {
    ...found,
    events: mapped.flatMap(({ events }) => events),
    refused: mapped.flatMap(({ refused }) => refused),
  };
}

const shown = (events: MappedEvent[], ...fields: string[]) =>
  events.map((event) => fields.map((field) => event[field]));

describe('a satisfaction report', () => {
  test('in Arabic, with labels, Hijri dates and half days', () => {
    const { kind, events, refused, problems, columns } = read(`
      اسم المستخدم | اسم الفريق | التاريخ والوقت | المعلومات المتعلقة بجهة الاتصال | التقييم | التعليقات | رابط المحادثة | ملاحظة داخلية
      هدى | الدعم | ١٤٤٧/٠٣/١٥ ٠٢:٣٠ م | سارة | راضٍ | ممتازة | https://x.example/c/1 | -
      علي | الدعم | ١٤٤٧/٠٣/١٦ ٠٩:٠٠ ص | محمد | عادي | | https://x.example/c/2 | -
      علي | الدعم | ١٤٤٧/٠٣/١٦ ٠٩:٠٥ ص | محمد | غير راضٍ | بطيء | https://x.example/c/3 | -`);
    expect([kind, problems, refused]).toEqual(['ratings', [], []]);
    expect(shown(events, 'type', 'at', 'scale', 'value', 'agentId', 'teamId', 'comment')).toEqual([
      ['survey.answered', '2025-09-07T11:30:00.000Z', 'smiley3', 'راضٍ', 'هدى', 'الدعم', 'ممتازة'],
      ['survey.answered', '2025-09-08T06:00:00.000Z', 'smiley3', 'عادي', 'علي', 'الدعم', undefined],
      ['survey.answered', '2025-09-08T06:05:00.000Z', 'smiley3', 'غير راضٍ', 'علي', 'الدعم', 'بطيء'],
    ]);
    expect(shown(events, 'conversationId', 'customer')[1]).toEqual([
      'https://x.example/c/2',
      { id: 'https://x.example/c/2', name: 'محمد' },
    ]);
    expect(columns.at(-1)).toEqual({ name: 'ملاحظة داخلية', meaning: null, used: false });
  });

  test('in Persian, with Jalali dates and stars', () => {
    const { kind, events, problems } = read(`
      نام اپراتور | تاریخ و زمان | امتیاز | نظرات | شماره موبایل
      رضا | ۱۴۰۴/۰۵/۱۲ ۱۴:۳۰ | ۵ | عالی | ۰۹۱۲۱۲۳۴۵۶۷
      مینا | ۱۴۰۴/۰۵/۱۳ ۰۹:۰۰ | ۲ | کند | ۰۹۳۵۷۶۵۴۳۲۱`);
    expect([kind, problems]).toEqual(['ratings', []]);
    expect(shown(events, 'at', 'scale', 'value', 'customer')).toEqual([
      ['2025-08-03T11:30:00.000Z', 'stars5', '۵', { id: '۰۹۱۲۱۲۳۴۵۶۷', phone: '۰۹۱۲۱۲۳۴۵۶۷' }],
      ['2025-08-04T06:00:00.000Z', 'stars5', '۲', { id: '۰۹۳۵۷۶۵۴۳۲۱', phone: '۰۹۳۵۷۶۵۴۳۲۱' }],
    ]);
  });

  test('in English: one date that can be read in one way settles the whole column', () => {
    const { events, problems } = read(`
      Agent | Date | Rating
      Ann | 03/04/2026 | 100%
      Bob | 25/04/2026 | 50%
      Cid | 04/05/2026 | 0%`);
    expect(problems).toEqual([]);
    expect(shown(events, 'at', 'value')).toEqual([
      ['2026-04-02T21:00:00.000Z', 3],
      ['2026-04-24T21:00:00.000Z', 2],
      ['2026-05-03T21:00:00.000Z', 1],
    ]);
  });

  test('two equal answers in one minute are two', () => {
    const { events } = read(`
      Date | Rating
      2026-04-03 10:00 | satisfied
      2026-04-03 10:00 | satisfied`);
    expect(new Set(shown(events, 'id', 'ratingId').flat()).size).toBe(4);
  });

  test('a date and a time of day in two columns', () => {
    const { events } = read(`
      التاريخ | الوقت | التقييم
      2026/11/25 | ٠٢:٣٠ م | راضٍ
      2026/11/26 | ١٠:٠٠ ص | محايد`);
    expect(shown(events, 'at')).toEqual([['2026-11-25T11:30:00.000Z'], ['2026-11-26T07:00:00.000Z']]);
  });
});

describe('what is open is said and not guessed', () => {
  const codes = (table: string) => read(table).problems.map(({ code, blocking, column }) => [code, blocking, column]);

  test.each([
    ['dates that are all open', 'Date | Rating\n03/04/2026 | 5\n05/06/2026 | 4', [['dateOrderOpen', true, 'Date']]],
    ['dates in two orders', 'Date | Rating\n25/04/2026 | 5\n04/25/2026 | 4', [['dateOrdersMixed', true, 'Date']]],
    ['dates in two calendars', 'Date | Rating\n2026-04-25 | 5\n1404/05/12 | 4', [['calendarsMixed', false, 'Date']]],
    ['cells that are no date', 'Date | Rating\n2026-04-25 | 5\nsoon | 4', [['datesUnreadable', false, 'Date']]],
    ['small numbers', 'Date | Rating\n2026-04-25 | 3\n2026-04-25 | 2', [['scaleOpen', true, 'Rating']]],
    [
      'numbers to ten without a name',
      'Date | Rating\n2026-04-25 | 10\n2026-04-25 | 2',
      [['scaleOpen', true, 'Rating']],
    ],
    ['words of no scale', 'Date | Rating\n2026-04-25 | superb', [['scaleUnknown', true, 'Rating']]],
    ['another table', 'Fruit | Price\napple | 5', [['notRecognised', true, '']]],
  ])('%s', (_name, table, expected) => expect(codes(table)).toEqual(expected));

  test('a heading that names its scale settles it', () => {
    expect(read('Date | NPS\n2026-04-25 | 4\n2026-04-25 | 3').events.map((event) => event['scale'])).toEqual([
      'nps',
      'nps',
    ]);
  });
});

test('a customer-service report becomes sessions: message, assignment, reply and end', () => {
  const { kind, events, refused, problems } = read(`
    اسم العميل | اسم الموظف | رقم الهاتف | القناة | تاريخ أول رسالة | تاريخ آخر رسالة | مدة الجلسة | معرف المحادثة | وقت الاستجابة الأول | مدة حل المشكلة
    سارة | هدى | +966500000001 | واتساب | 25/11/2026 10:00 | 25/11/2026 10:20 | 0:20:00 | c-1 | 1:30 | 0:18:30
    محمد | علي | +966500000002 | فاكس | 25/11/2026 11:00 | 25/11/2026 11:05 | 0:15:00 | c-2 | - | -`);
  expect([kind, refused]).toEqual(['sessions', []]);
  expect(problems.map(({ code, blocking }) => [code, blocking])).toEqual([['channelsUnknown', false]]);
  const minutes = (at: string) => (Date.parse(at) - Date.parse('2026-11-25T07:00:00Z')) / 60_000;
  expect(events.map((event) => [event['conversationId'], event.type, minutes(event.at)])).toEqual([
    ['c-1', 'conversation.started', 0],
    ['c-1', 'message.sent', 0],
    ['c-1', 'conversation.assigned', 0],
    ['c-1', 'message.sent', 1.5],
    ['c-1', 'conversation.closed', 20],
    ['c-2', 'conversation.started', 60],
    ['c-2', 'message.sent', 60],
    ['c-2', 'conversation.assigned', 60],
    ['c-2', 'conversation.closed', 75],
  ]);
  expect(shown(events, 'channel', 'by').flat().filter(Boolean)).toEqual(['whatsapp', 'agent', 'other', 'system']);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});

test('a list of calls becomes calls, with ratings where it has them', () => {
  const { kind, events } = read(`
    Call Id | Agent | Date | Topic | Answered (Y/N) | Resolved | Speed of answer in seconds | AvgTalkDuration | Satisfaction rating
    ID0001 | Diane | 2021-01-01 09:12:58 | Contract | Y | Y | 109 | 00:02:23 | 3
    ID0002 | Becky | 2021-01-01 09:12:58 | Technical | N | N | 0 | 0:00 |
    ID0003 | Diane | 2021-01-01 09:47:31 | Contract | Y | N | 70 | 00:02:21 | 5`);
  expect(kind).toBe('calls');
  const answered = ['conversation.started', 'call.queued', 'call.answered', 'call.ended', 'survey.answered'];
  const missed = ['conversation.started', 'call.queued', 'call.abandoned'];
  expect(events.map((event) => event.type)).toEqual([...answered, ...missed, ...answered]);
  expect(shown(events, 'at', 'resolved')[3]).toEqual(['2021-01-01T06:17:10.000Z', true]);
});

test('lists of agents and of customers', () => {
  const agents = read('Agent ID | Agent name | Email | Team\na1 | Huda | h@x.example | t1; t2');
  expect([agents.kind, agents.events]).toEqual([
    'agents',
    [
      {
        id: 'agent:a1:2026-11-25T00:00:00Z',
        type: 'agent.described',
        at: '2026-11-25T00:00:00.000Z',
        agentId: 'a1',
        name: 'Huda',
        email: 'h@x.example',
        teamIds: ['t1', 't2'],
      },
    ],
  ]);
  const customers = read('کد مشتری | نام مشتری | موبایل\n۱۲ | مینا | ۰۹۱۲');
  expect([customers.kind, shown(customers.events, 'type', 'customer')]).toEqual([
    'customers',
    [['customer.described', { id: '۱۲', name: 'مینا', phone: '۰۹۱۲' }]],
  ]);
});

test('an empty table, and headings without rows, are no reason to fail', () => {
  expect(read('').kind).toBeNull();
  expect(read('Date | Rating').problems.map(({ code }) => code)).toContain('scaleUnknown');
});
