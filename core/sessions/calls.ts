import type { LogEvent } from '../events/types.ts';
import { type Call, type ConversationState, labelNow, touch } from './state.ts';

/** What a call event says of the call itself: its waits, holds and outcome. What comes out of turn measures nothing. */
export function noteCall(state: ConversationState, event: LogEvent): Call {
  const call = callOf(state, event);
  call.agentId =
    event.type === 'call.answered' ? (event.body.agentId ?? call.agentId) : call.agentId || (event.body.agentId ?? '');
  call.teamId = event.body.teamId ?? call.teamId;
  call.dialled ||= event.body.dialled ?? '';
  call.resolved ||= event.body.resolved ?? false;
  noteTime(call, event);
  touch(state, { kind: 'call', of: call });
  return call;
}

function noteTime(call: Call, event: LogEvent): void {
  switch (event.type) {
    case 'call.queued':
      if (call.answeredAt === null && call.endedAt === null) call.queuedAt ??= event.at;
      break;
    case 'call.answered':
      if (call.endedAt === null) call.answeredAt ??= event.at;
      break;
    case 'call.held':
      if (call.answeredAt !== null && call.endedAt === null) call.heldSince ??= event.at;
      break;
    case 'call.resumed':
      endHold(call, event.at);
      break;
    case 'call.ended':
    case 'call.abandoned':
      endHold(call, event.at);
      call.endedAt ??= event.at;
      call.abandoned ||= event.type === 'call.abandoned';
      break;
  }
}

function endHold(call: Call, at: number): void {
  if (call.heldSince === null) return;
  call.holdMs += at - call.heldSince;
  call.heldSince = null;
}

function callOf(state: ConversationState, event: LogEvent): Call {
  const key = event.body.callId ?? event.id;
  const known = state.calls.get(key);
  if (known !== undefined) return known;
  const call: Call = {
    key,
    source: event.source,
    firstAt: event.at,
    queuedAt: null,
    agentId: '',
    teamId: '',
    dialled: '',
    answeredAt: null,
    endedAt: null,
    abandoned: false,
    resolved: false,
    heldSince: null,
    holdMs: 0,
    ...labelNow(state, state.open),
  };
  state.calls.set(key, call);
  return call;
}
