import { streamOf } from '../../events/streams.ts';
import type { EventBody, EventType, LogEvent } from '../../events/types.ts';
import type { Fact, FactName, FactRow } from '../facts.ts';
import { defaultRules, type FoldRules } from '../rules.ts';
import { foldStream } from '../fold.ts';

/** 10:00:00 UTC on the day all hand-written histories happen. */
export const ten = Date.UTC(2026, 4, 4, 10);

/** `+3d 10:05:30` or `10:05` → epoch ms. */
export function clock(text: string): number {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^(?:\+(\d+)d )?(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  return Date.UTC(2026, 4, 4 + Number(days), Number(hours), Number(minutes), Number(seconds));
}

/** One line of a history: when, what, and the fields that matter. */
export type Line = readonly [at: string, type: EventType, body?: EventBody];

export const customer = (at: string): Line => [at, 'message.sent', { author: 'customer' }];
export const bot = (at: string): Line => [at, 'message.sent', { author: 'bot' }];
export const agent = (at: string, agentId = 'a'): Line => [at, 'message.sent', { author: 'agent', agentId }];
export const started = (at: string, channel: EventBody['channel'] = 'web'): Line => [
  at,
  'conversation.started',
  { channel: channel ?? 'web' },
];
export const requested = (at: string): Line => [at, 'agent.requested'];
export const assigned = (at: string, agentId: string, teamId?: string): Line => [
  at,
  'conversation.assigned',
  teamId === undefined ? { agentId } : { agentId, teamId },
];
export const teamAssigned = (at: string, teamId: string): Line => [at, 'conversation.assigned', { teamId }];
export const unassigned = (at: string): Line => [at, 'conversation.unassigned'];
export const returned = (at: string): Line => [at, 'conversation.returnedToBot'];
export const closed = (at: string, by: EventBody['by'] = 'agent', agentId?: string, bulk = false): Line => [
  at,
  'conversation.closed',
  { by: by ?? 'agent', ...(agentId === undefined ? {} : { agentId }), ...(bulk ? { bulk } : {}) },
];

/** Makes log events of lines; ids are e0, e1 … by line. `about`: what all of them are about. */
export function history(lines: readonly Line[], about: EventBody = { conversationId: 'c' }): LogEvent[] {
  return lines.map(([at, type, body = {}], index) => {
    const full: EventBody = { ...about, ...body };
    return {
      workspaceId: 1,
      stream: streamOf(type, clock(at), full) ?? '',
      source: 'test',
      id: `e${index}`,
      revision: 0,
      digest: index.toString(16).padStart(16, '0'),
      receivedAt: clock(at),
      at: clock(at),
      sequence: 0,
      type,
      history: false,
      body: full,
    };
  });
}

/** The facts of one kind that a history gives, looked at at `now`. */
export function factsOf<F extends FactName>(
  fact: F,
  lines: readonly Line[],
  now = '+30d 00:00',
  rules: FoldRules = defaultRules,
): FactRow<F>[] {
  const events = history(lines);
  const { facts } = foldStream('conversation:c', events, rules, clock(now));
  return rowsOf(fact, facts);
}

/** The facts of one kind that all streams of a history give. */
export function factsOfStreams<F extends FactName>(fact: F, lines: readonly Line[], about: EventBody): FactRow<F>[] {
  const streams = Map.groupBy(history(lines, about), ({ stream }) => stream);
  return [...streams].flatMap(([stream, events]) =>
    rowsOf(fact, foldStream(stream, events, defaultRules, clock('+30d 00:00')).facts),
  );
}

/** Rows of one kind among facts, in time order. */
export function rowsOf<F extends FactName>(fact: F, facts: readonly Fact[]): FactRow<F>[] {
  return facts.filter((candidate) => candidate.fact === fact).map((candidate) => candidate.row as FactRow<F>);
}
