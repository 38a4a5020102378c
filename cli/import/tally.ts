import { z } from 'zod';

/** What came of the events of a file so far. */
export const tallySchema = z.object({
  /** accepted + duplicate + all refused, always. */
  received: z.int(),
  accepted: z.int(),
  duplicate: z.int(),
  /** By code of the reason. */
  refused: z.record(z.string(), z.int()),
  /** Of the events that were not refused, epoch ms. */
  firstAt: z.number().nullable(),
  lastAt: z.number().nullable(),
});
export type Tally = z.output<typeof tallySchema>;

export function emptyTally(): Tally {
  return { received: 0, accepted: 0, duplicate: 0, refused: {}, firstAt: null, lastAt: null };
}

export function countRefused(tally: Tally, code: string): void {
  tally.received++;
  tally.refused[code] = (tally.refused[code] ?? 0) + 1;
}

export function noteTime(tally: Tally, at: number): void {
  tally.firstAt = Math.min(tally.firstAt ?? at, at);
  tally.lastAt = Math.max(tally.lastAt ?? at, at);
}

export function refusedTotal(tally: Tally): number {
  return Object.values(tally.refused).reduce((sum, count) => sum + count, 0);
}
