import { expect } from 'vitest';
import type { z, ZodType } from 'zod';
import type { TestApp } from './app.ts';

type Event = Record<string, unknown>;

const day = '2026-11-20';
const at = (time: string) => `${day}T${time}:00+03:00`;

/** A conversation's events; each line is time, type and what else it says. */
function conversation(conversationId: string, lines: [time: string, type: string, fields?: Event][]): Event[] {
  return lines.map(([time, type, fields = {}], i) => ({
    id: `${conversationId}-${i}`,
    type,
    at: at(time),
    conversationId,
    ...(type === 'message.sent' && { messageId: `${conversationId}-${i}` }),
    ...fields,
  }));
}

const customer = (text: string): Event => ({ author: 'customer', text });
const agent = (agentId: string, text: string): Event => ({ author: 'agent', agentId, text });

/**
 * Five conversations and a call of one day, told so that everything in their rows can be reckoned by hand:
 * passed from one agent to another and rated twice (c1), only the bot's (c2), begun by an agent and not
 * answered (c3), given to nobody and still open (c4), of another team (c5).
 */
export const toldConversations: readonly Event[] = [
  ...conversation('c1', [
    [
      '10:00',
      'conversation.started',
      {
        channel: 'whatsapp',
        topic: 'استرجاع',
        tags: ['vip'],
        inbox: 'main',
        url: 'https://crm.example/c/1',
        language: 'ar',
        customer: { id: 'u1', name: 'أحمد العتيبي', phone: '+966 50 123 4567', email: 'ahmad@example.com' },
      },
    ],
    ['10:00', 'message.sent', customer('طلبي رقم ٤٥٦ لم يصل')],
    ['10:02', 'conversation.assigned', { agentId: 'a1', teamId: 't1' }],
    ['10:05', 'message.sent', agent('a1', 'او می‌تواند بیاید')],
    ['10:06', 'message.sent', { author: 'agent', agentId: 'a1', text: 'ملاحظة داخلية', private: true }],
    ['10:10', 'conversation.assigned', { agentId: 'a2', teamId: 't1' }],
    ['10:11', 'message.sent', customer('شكرًا لكم')],
    ['10:20', 'message.sent', agent('a2', 'Your refund is on its way')],
    ['10:30', 'conversation.closed', { by: 'agent', agentId: 'a2' }],
    ['10:31', 'survey.sent', { surveyId: 's', invitationId: 'i1', subject: 'conversation' }],
    [
      '10:35',
      'survey.answered',
      { ratingId: 'r1', invitationId: 'i1', scale: 'smiley3', value: 1, subject: 'conversation' },
    ],
    [
      '10:36',
      'survey.answered',
      {
        ratingId: 'r1',
        invitationId: 'i1',
        scale: 'smiley3',
        value: 3,
        subject: 'conversation',
        comment: 'خدمةٌ ممتازة',
      },
    ],
    ['10:37', 'message.sent', { author: 'customer', text: 'راضٍ', surveyAnswer: true }],
    ['10:38', 'message.sent', customer('وسريعة')],
  ]),
  ...conversation('c2', [
    ['11:00', 'conversation.started', { channel: 'web', topic: 'أسعار', customer: { id: 'u2', name: 'Sara' } }],
    ['11:00', 'message.sent', customer('كم السعر؟')],
    ['11:01', 'message.sent', { author: 'bot', text: '100' }],
  ]),
  ...conversation('c3', [
    [
      '12:00',
      'conversation.started',
      { channel: 'sms', customer: { id: 'u3', name: 'مریم', phone: '0912 345 6789' }, startedBy: 'agent' },
    ],
    ['12:00', 'message.sent', agent('a1', 'offer of the day')],
  ]),
  ...conversation('c4', [
    ['13:00', 'conversation.started', { channel: 'telegram', topic: 'استرجاع', customer: { id: 'u4' } }],
    ['13:00', 'message.sent', customer('هل من أحد؟')],
  ]),
  ...conversation('c5', [
    [
      '14:00',
      'conversation.started',
      { channel: 'whatsapp', topic: 'delivery', customer: { id: 'u5', name: 'Ali Reza', phone: '0501112222' } },
    ],
    ['14:00', 'message.sent', customer('سفارش کتاب')],
    ['14:01', 'conversation.assigned', { agentId: 'b1', teamId: 't2' }],
    ['14:03', 'message.sent', agent('b1', 'done')],
    ['14:05', 'conversation.closed', { by: 'bot' }],
    ['14:07', 'survey.answered', { ratingId: 'r5', scale: 'smiley3', value: 2, subject: 'conversation' }],
  ]),
  {
    id: 'p-0',
    type: 'call.queued',
    at: at('15:00'),
    callId: 'p1',
    customer: { id: 'u6', name: 'Hassan', phone: '00966555555555' },
  },
  { id: 'p-1', type: 'call.answered', at: at('15:01'), callId: 'p1', agentId: 'a2', teamId: 't1' },
  { id: 'p-2', type: 'call.ended', at: at('15:04'), callId: 'p1', agentId: 'a2' },
  { id: 'n-1', type: 'agent.described', at: at('09:00'), agentId: 'a1', name: 'سارة أحمد' },
  { id: 'n-2', type: 'agent.described', at: at('09:00'), agentId: 'a2', name: 'ليلى' },
  { id: 'n-3', type: 'team.described', at: at('09:00'), teamId: 't1', name: 'الدعم' },
];

/** The instant of a time of that day, as the API writes it. */
export function on(time: string): string {
  return new Date(at(time)).toISOString();
}

/** Sends events to a workspace and folds them. */
export async function send(test: TestApp, key: string, events: readonly Event[]): Promise<void> {
  const answer = await test.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(events),
  });
  if (answer.json().accepted !== events.length) throw new Error(answer.body);
  await test.services.folding.settled();
}

/** Asks a reading route with the key that holds by then, and reads its answer by the contract. */
export function asker(test: TestApp, key: () => string) {
  return async <Answer extends ZodType>(route: { answer: Answer }, path: string): Promise<z.output<Answer>> => {
    const headers = { authorization: `Bearer ${key()}` };
    const answer = await test.ask({ method: 'GET', url: `/api/v1${path}`, headers });
    expect([path, answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([path, 200, '']);
    return route.answer.parse(answer.json());
  };
}
