import fc from 'fast-check';
import { streamOf } from '../../core/events/streams.ts';
import { channels, type EventBody, type EventType, type LogEvent } from '../../core/events/types.ts';

/** Where random histories begin: a month's end, so that what moves may move to another month. */
export const epoch = Date.UTC(2026, 0, 31, 22);

const agentIds = ['a', 'b', 'c'];
const teamIds = ['t', 'u'];
const minute = 60_000;

type Step = { type: EventType; body: EventBody };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: said('message.sent'), body: messageBody() }) },
  {
    weight: 2,
    arbitrary: bodyOf('conversation.assigned', { agentId: fc.constantFrom(...agentIds), teamId: maybe(teamIds) }),
  },
  { weight: 1, arbitrary: bodyOf('conversation.assigned', { teamId: fc.constantFrom(...teamIds) }) },
  {
    weight: 2,
    arbitrary: bodyOf('conversation.closed', {
      by: fc.constantFrom('agent', 'bot', 'customer', 'system'),
      agentId: maybe(agentIds),
      bulk: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: bodyOf('agent.requested', {}) },
  { weight: 1, arbitrary: bodyOf('conversation.unassigned', {}) },
  { weight: 1, arbitrary: bodyOf('conversation.returnedToBot', {}) },
  { weight: 1, arbitrary: bodyOf('conversation.reopened', {}) },
  { weight: 1, arbitrary: bodyOf('conversation.escalated', {}) },
  { weight: 1, arbitrary: bodyOf('conversation.labelled', { topic: fc.constantFrom('billing', 'delivery') }) },
  { weight: 1, arbitrary: bodyOf('window.expired', {}) },
  {
    weight: 2,
    arbitrary: bodyOf('conversation.started', {
      channel: fc.constantFrom(...channels),
      customerKey: maybe(['k1', 'k2', 'k3']),
    }),
  },
  { weight: 1, arbitrary: surveySent() },
  { weight: 1, arbitrary: surveyAnswered() },
  { weight: 1, arbitrary: callStep(['k1', 'k2'], ['k1', 'k2', 'k3']) },
);

function said(type: EventType): fc.Arbitrary<EventType> {
  return fc.constant(type);
}

function maybe(values: string[]): fc.Arbitrary<string | undefined> {
  return fc.option(fc.constantFrom(...values), { nil: undefined });
}

function bodyOf(type: EventType, fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Step> {
  return fc.record(fields).map((body) => ({ type, body: withoutUndefined(body) }));
}

function messageBody(): fc.Arbitrary<EventBody> {
  return fc
    .record({
      author: fc.constantFrom('customer', 'customer', 'agent', 'agent', 'bot', 'system'),
      agentId: fc.constantFrom(...agentIds),
      flag: fc.constantFrom('', '', '', '', 'private', 'automatic', 'surveyAnswer'),
    })
    .map(({ author, agentId, flag }) => ({
      author: author as 'customer',
      ...(author === 'agent' ? { agentId } : {}),
      ...(flag ? { [flag]: true } : {}),
    }));
}

function surveySent(): fc.Arbitrary<Step> {
  const types: EventType[] = ['survey.sent', 'survey.delivered', 'survey.opened', 'survey.suppressed'];
  return fc
    .record({ type: fc.constantFrom(...types), invitationId: fc.constantFrom('i1', 'i2') })
    .map(({ type, invitationId }) => ({ type, body: { invitationId, subject: 'conversation', surveyId: 'csat' } }));
}

function surveyAnswered(): fc.Arbitrary<Step> {
  return bodyOf('survey.answered', {
    ratingId: fc.constantFrom('r1', 'r2'),
    invitationId: maybe(['i1', 'i2']),
    scale: fc.constant('smiley3'),
    value: fc.constantFrom(1, 2, 3),
    subject: fc.constant('conversation'),
    agentId: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...agentIds) },
    ),
  });
}

function callStep(callIds: string[], customerKeys: string[]): fc.Arbitrary<Step> {
  const types: EventType[] = [
    'call.queued',
    'call.answered',
    'call.held',
    'call.resumed',
    'call.ended',
    'call.abandoned',
  ];
  return fc
    .record({
      type: fc.constantFrom(...types),
      callId: fc.constantFrom(...callIds),
      agentId: maybe(agentIds),
      customerKey: maybe(customerKeys),
    })
    .map(({ type, ...body }) => ({ type, body: withoutUndefined(body) }));
}

/** Gaps that meet the timers exactly, miss them by a second, or are of any length up to nine days. */
const gap = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 * 60 }).map((seconds) => seconds * 1000) },
  { weight: 2, arbitrary: fc.constantFrom(0, 10 * minute, 10 * minute + 1000, 15 * minute, 24 * 60 * minute) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 * 24 * 60 }).map((minutes) => minutes * minute) },
);

/** Events about one thing, in the order they happened; two sources, some equal times. */
function history(steps: fc.Arbitrary<Step>, about: EventBody, maxLength: number): fc.Arbitrary<LogEvent[]> {
  const line = fc.record({ step: steps, gap, sequence: fc.constantFrom(0, 0, 0, 1) });
  return fc.array(line, { minLength: 1, maxLength }).map((lines) => {
    let at = epoch;
    return lines.map(({ step: { type, body }, gap: gapMs, sequence }, index) => {
      at += gapMs;
      return makeEvent({ type, at, index, sequence, body: { ...about, ...body } });
    });
  });
}

export function conversation(id: string, maxLength = 30): fc.Arbitrary<LogEvent[]> {
  return history(step, { conversationId: id }, maxLength);
}

/** A call without a conversation. */
export function phoneCall(callId: string, maxLength = 8): fc.Arbitrary<LogEvent[]> {
  return history(callStep([callId], ['k1', 'k2', 'k3']), {}, maxLength);
}

const visitStep: fc.Arbitrary<Step> = fc
  .constantFrom<EventType>('visit.issued', 'visit.called', 'visit.served', 'visit.left')
  .chain((type) =>
    bodyOf(type, {
      service: maybe(['loans', 'cards']),
      counter: maybe(['1', '2']),
      agentId: maybe(agentIds),
      language: maybe(['ar', 'fa']),
    }),
  );

export function visit(ticket: string, maxLength = 10): fc.Arbitrary<LogEvent[]> {
  return history(visitStep, { siteId: 'b:1', businessDay: '2026-01-31', ticket }, maxLength);
}

export function makeEvent(parts: {
  type: EventType;
  at: number;
  index: number;
  sequence?: number;
  body: EventBody;
  workspaceId?: number;
  source?: string;
}): LogEvent {
  const { type, at, index, body } = parts;
  return {
    workspaceId: parts.workspaceId ?? 1,
    stream: streamOf(type, at, body) ?? '',
    source: parts.source ?? (index % 5 === 4 ? 'other' : 'test'),
    id: `e${index}`,
    revision: 0,
    digest: (index + 1).toString(16).padStart(16, '0'),
    receivedAt: at,
    at,
    sequence: parts.sequence ?? 0,
    type,
    history: false,
    body,
  };
}

function withoutUndefined(fields: Record<string, unknown>): EventBody {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as EventBody;
}

const articleStep: fc.Arbitrary<Step> = fc
  .constantFrom<EventType>('article.opened', 'article.opened', 'article.left', 'article.searched', 'article.voted')
  .chain((type) => {
    const searched = type === 'article.searched';
    return bodyOf(type, {
      articleId: searched ? maybe(['x']) : fc.constantFrom('x', 'y'),
      activeSeconds: fc.option(fc.constantFrom(0, 9.999, 10, 29.5, 30, 400), { nil: undefined }),
      expectedSeconds: fc.option(fc.constantFrom(0, 20, 100), { nil: undefined }),
      scrollShare: fc.option(fc.constantFrom(0, 0.49, 0.5, 1), { nil: undefined }),
      ...(searched && { results: fc.option(fc.constantFrom(0, 3), { nil: undefined }) }),
      ...(type === 'article.voted' && { vote: fc.constantFrom('up', 'down') }),
    });
  });

/** A visitor's days in the help centre: several streams where the history goes past midnight. */
export function helpCentre(visitorKey: string, maxLength = 16): fc.Arbitrary<LogEvent[]> {
  return history(articleStep, { visitorKey }, maxLength);
}

const mentionStep: fc.Arbitrary<Step> = fc
  .constantFrom<EventType>('mention.posted', 'mention.answered')
  .chain((type) => bodyOf(type, { network: fc.constantFrom('x', 'instagram'), agentId: maybe(agentIds) }));

export function mention(mentionId: string, maxLength = 5): fc.Arbitrary<LogEvent[]> {
  return history(mentionStep, { mentionId }, maxLength);
}

/** The events that are folded with the first one. */
export function ofFirstStream(events: readonly LogEvent[]): { stream: string; events: LogEvent[] } {
  const stream = events[0]?.stream ?? '';
  return { stream, events: events.filter((event) => event.stream === stream) };
}

/** Some conversations of random histories, with different ids, and as many of everything else that is folded. */
export function sample(seed: number, conversations = 6): LogEvent[] {
  return fc
    .sample(fc.array(fc.nat(1e6), { minLength: conversations, maxLength: conversations }), { numRuns: 1, seed })
    .flat()
    .flatMap((inner, index) =>
      [
        conversation(`c${index}`),
        phoneCall(`p${index}`),
        visit(`v${index}`),
        helpCentre(`h${index}`),
        mention(`m${index}`),
      ].flatMap((events) => fc.sample(events, { numRuns: 1, seed: inner })[0] ?? []),
    );
}

/** Shuffles by a seed and cuts into batches. */
export function batches(events: readonly LogEvent[], seed: number, size: number): LogEvent[][] {
  const [order] = fc.sample(fc.array(fc.nat(1e6), { minLength: events.length, maxLength: events.length }), {
    numRuns: 1,
    seed,
  });
  const shuffled = events
    .map((event, index) => ({ event, place: order?.[index] ?? 0 }))
    .sort((a, b) => a.place - b.place);
  const cut: LogEvent[][] = [];
  for (let from = 0; from < shuffled.length; from += size)
    cut.push(shuffled.slice(from, from + size).map(({ event }) => event));
  return cut;
}

/** Conversations that turn out to be another customer's with the second batch. */
export function movingCustomers(): LogEvent[][] {
  const started = (conversationId: string, customerKey: string, index: number): LogEvent =>
    makeEvent({
      type: 'conversation.started',
      at: epoch + index,
      index,
      body: { conversationId, channel: 'web', customerKey },
    });
  const ids = ['m0', 'm1', 'm2'];
  return [
    ids.flatMap((conversationId) => [
      started(conversationId, 'before', 0),
      makeEvent({ type: 'message.sent', at: epoch + 1, index: 1, body: { conversationId, author: 'customer' } }),
    ]),
    ids.map((conversationId) => started(conversationId, 'after', 2)),
  ];
}

/** Conversations whose start moves with the second batch: a request for an agent, then his first word. */
export function movingStarts(): LogEvent[][] {
  const monthEnd = Date.UTC(2026, 1, 1) - 1000;
  const ids = ['m0', 'm1', 'm2', 'm3'];
  return [
    ids.map((conversationId) =>
      makeEvent({ type: 'agent.requested', at: monthEnd, index: 0, body: { conversationId } }),
    ),
    ids.map((conversationId) =>
      makeEvent({
        type: 'message.sent',
        at: monthEnd + 5000,
        index: 1,
        body: { conversationId, author: 'agent', agentId: 'a' },
      }),
    ),
  ];
}
