import { expect } from 'vitest';
import type { TestApp } from './app.ts';

/** What tells of a side's people and customers wherever it shows up: words that no mask touches, and contacts. */
export const telling = {
  customerNames: (side: string) => `zedname${side}`,
  contactDetails: (side: string) => (side === 'a' ? '0501234567' : '0507654321'),
  comments: (side: string) => `zedcomment${side}`,
  transcripts: (side: string) => `zedtext${side}`,
  namedRatings: (side: string) => `zedrating-${side}`,
  othersFigures: (side: string) => `agent-${side}`,
} as const;

/** Conversations of two teams of one workspace, each with an agent: the first half of a week that is over. */
export async function sendTwoTeams(test: TestApp, headers: Record<string, string>, conversations = 7): Promise<void> {
  const events = ['a', 'b'].flatMap((side) =>
    Array.from({ length: conversations }, (_, n) => conversation(test, side, n)).flat(),
  );
  const bad = { id: 'bad', type: 'no.such.type', at: time(test, 0), phone: telling.contactDetails('a') };
  const answer = await test.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify([...events, bad]),
  });
  expect(answer.json()).toMatchObject({ accepted: events.length });
  await test.services.folding.settled();
}

/** Ten days before the clock of the tests. */
function time(test: TestApp, minute: number): string {
  return new Date(test.clock.now - 10 * 86_400_000 + minute * 60_000).toISOString();
}

function conversation(test: TestApp, side: string, n: number): Record<string, unknown>[] {
  const conversationId = `conversation-${side}-${n}`;
  const [agentId, teamId] = [`agent-${side}`, `team-${side}`];
  const at = (minute: number) => time(test, n * 10 + minute);
  const event = (id: string, minute: number, fields: Record<string, unknown>) => ({
    id: `${id}${side}${n}`,
    at: at(minute),
    conversationId,
    ...fields,
  });
  const phone = telling.contactDetails(side);
  const name = telling.customerNames(side);
  return [
    event('s', 0, {
      type: 'conversation.started',
      channel: 'web',
      topic: `topic-${side}`,
      customer: { id: `customer-${side}-${n}`, name, phone },
    }),
    event('m', 1, {
      type: 'message.sent',
      author: 'customer',
      messageId: `m${n}`,
      text: `${telling.transcripts(side)}, I am ${name}, call ${phone}`,
    }),
    event('a', 2, { type: 'conversation.assigned', agentId, teamId }),
    event('r', 3, { type: 'message.sent', author: 'agent', agentId, messageId: `r${n}`, text: 'one moment' }),
    event('c', 4, { type: 'conversation.closed', by: 'agent', agentId }),
    event('v', 5, {
      type: 'survey.answered',
      ratingId: `${telling.namedRatings(side)}-${n}`,
      scale: 'stars5',
      value: 1 + (n % 5),
      subject: 'conversation',
      comment: `${telling.comments(side)}, ${name}, ${phone}`,
    }),
  ];
}
