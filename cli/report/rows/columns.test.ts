import { describe, expect, test } from 'vitest';
import { openTerminal } from '../../terminal/terminal.ts';
import { csvLine } from '../../../core/language/csv.ts';
import { ratingColumns, serviceColumns } from './columns.ts';

type ServiceRow = Parameters<(typeof serviceColumns)[number]['value']>[0];
type RatingRow = Parameters<(typeof ratingColumns)[number]['value']>[0];

const nobody = { agentId: null, agentName: null, teamId: null, teamName: null };
const session: ServiceRow = {
  conversationId: '=c1',
  sessionId: 's1',
  source: 'crm',
  kind: 'agent',
  url: 'https://crm.example/1',
  transcript: '/api/v1/conversations/c1',
  customerName: 'أحمد, "العتيبي"',
  phone: '+966501234567',
  email: null,
  channel: 'whatsapp',
  inbox: null,
  topic: '@topic',
  tags: [],
  campaign: null,
  language: null,
  agentId: 'a1',
  agentName: 'سارة',
  teamId: 't1',
  teamName: 'الدعم',
  owners: [],
  startedAt: '2026-11-20T07:00:00.000Z',
  endedAt: null,
  isOpen: false,
  endReason: 'agentClosed',
  firstMessageAt: '2026-11-20T07:00:00.000Z',
  lastMessageAt: null,
  durationSeconds: 1800,
  firstResponseSeconds: 0,
  resolutionSeconds: null,
  messages: { customer: 1, agent: 1, bot: 0 },
  escalated: false,
  outcome: 'completed',
  ownership: null,
  rating: {
    ratingId: 'r',
    subject: 'conversation',
    ratedAt: '2026-11-20T07:00:00.000Z',
    scale: 'four',
    value: 1,
    score: 0,
    satisfied: false,
    label: 'veryBad',
    firstValue: null,
  },
  withheld: [],
};

const cells = (row: ServiceRow, language: string) => {
  const terminal = openTerminal(language);
  return Object.fromEntries(serviceColumns.map((column) => [column.id, column.value(row, terminal, 'Asia/Riyadh')]));
};

describe('the customer service report', () => {
  test.each([
    ['ar', 'اسم العميل', 'مدة حل المشكلة (بالثواني)'],
    ['fa', 'نام مشتری', 'مدت حل مشکل (ثانیه)'],
    ['en', 'Customer name', 'Resolution duration (seconds)'],
  ])('begins with its ten columns, named in %s', (language, first, tenth) => {
    const terminal = openTerminal(language);
    const titles = serviceColumns.slice(0, 10).map(({ id }) => terminal.text(`cli.report.rows.columns.${id}`));
    expect([titles[0], titles[9], new Set(titles).size]).toEqual([first, tenth, 10]);
  });

  test('tells times of the zone, 0 as 0 and what nobody measured as nothing', () => {
    expect(cells(session, 'ar')).toMatchObject({
      firstMessageAt: '2026-11-20 10:00:00',
      lastMessageAt: null,
      durationSeconds: 1800,
      firstResponseSeconds: 0,
      resolutionSeconds: null,
      outcome: 'مكتملة',
      rating: 'سيئ جدًا',
      ownedUntil: null,
    });
  });

  test('an open session is told so far, and what is withheld is no empty cell', () => {
    const open = cells(
      {
        ...session,
        isOpen: true,
        customerName: null,
        phone: null,
        rating: null,
        url: null,
        withheld: ['customerName', 'phone', 'rating', 'url'],
      },
      'en',
    );
    expect(open).toMatchObject({
      durationSeconds: '1800 so far',
      customerName: '(withheld)',
      phone: '(withheld)',
      rating: '(withheld)',
      url: '(withheld)',
    });
  });

  test('is CSV in which no text is a formula and telephone numbers stay as they are', () => {
    const values = cells(session, 'en');
    const line = csvLine([
      values['customerName'] ?? null,
      values['phone'] ?? null,
      values['conversationId'] ?? null,
      values['topic'] ?? null,
    ]);
    expect(line).toBe(`"أحمد, ""العتيبي""",+966501234567,'=c1,'@topic`);
  });
});

test('a rating by nobody, the bot or a number without words has words of its own', () => {
  const terminal = openTerminal('fa');
  const row = {
    user: { kind: 'bot', ...nobody },
    label: null,
    value: 9,
    withheld: ['comment'],
    comment: null,
  } as unknown as RatingRow;
  const value = (id: string) =>
    ratingColumns.find((column) => column.id === id)?.value({ ...row, ratedAt: session.startedAt }, terminal, 'UTC');
  expect([value('user'), value('rating'), value('comment')]).toEqual(['ربات', '9', '(پنهان)']);
});
