import type { LogEvent } from '../../core/events/types.ts';
import { batches, movingCustomers, movingStarts, sample } from '../support/random-history.ts';

/** `seven`, `fourteen`: random events in so many batches. */
export type CrashHistory = 'seven' | 'fourteen' | 'movingStarts' | 'movingCustomers';

/** The histories of the crash test, in the batches in which they arrive. */
export function historyOf(kind: CrashHistory): LogEvent[][] {
  if (kind === 'movingStarts') return movingStarts();
  if (kind === 'movingCustomers') return movingCustomers();
  const events = sample(21, 10);
  return batches(events, 21, Math.ceil(events.length / (kind === 'seven' ? 7 : 14)));
}
