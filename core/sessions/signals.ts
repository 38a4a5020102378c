import { isOutbound } from './outcomes.ts';
import type { Subject } from './state.ts';

/** Something happened that others may act on: raised once a subject, never taken back. */
export interface Signal {
  kind: 'sessionEnded' | 'conversationClosed' | 'ratingGiven';
  /** Unique within the stream and kind. */
  subject: string;
  at: number;
}

/** Effects are for what happens, not for what happened: older than this raises nothing. */
export const freshMs = 86_400_000;

/** What a subject of the fold gives reason to act on at `now`; back-fills and the past give none. */
export function signalsOf(subject: Subject, now: number): Signal[] {
  const signal = signalOf(subject);
  if (signal === null || now - signal.at >= freshMs) return [];
  return [signal];
}

function signalOf(subject: Subject): Signal | null {
  if (subject.kind === 'session') {
    const { key, endedAt, history } = subject.of;
    const ended = endedAt !== null && !history && !isOutbound(subject.of);
    return ended ? { kind: 'sessionEnded', subject: key, at: endedAt } : null;
  }
  if (subject.kind === 'closure') {
    const { key, closedAt, history } = subject.of;
    return history ? null : { kind: 'conversationClosed', subject: key, at: closedAt };
  }
  if (subject.kind === 'rating') {
    const { key, answeredAt, history } = subject.of;
    return history ? null : { kind: 'ratingGiven', subject: key, at: answeredAt };
  }
  return null;
}
