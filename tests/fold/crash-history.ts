import type { LogEvent } from '../../core/events/types.ts';
import { batches, movingStarts, sample } from '../support/random-history.ts';

/** The histories of the crash test, in the batches in which they arrive. */
export function historyOf(kind: 'random' | 'movingStarts'): LogEvent[][] {
  if (kind === 'movingStarts') return movingStarts();
  const events = sample(21, 10);
  return batches(events, 21, Math.ceil(events.length / 7));
}
