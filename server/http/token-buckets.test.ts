import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

const start = Date.UTC(2026, 10, 22);

it('lets a minute’s requests through at once, then as many as the rate fills', () => {
  const buckets = new TokenBuckets(60);
  const at = (ms: number) => buckets.take('a', start + ms);
  for (let n = 59; n >= 0; n--) expect(at(0)).toMatchObject({ allowed: true, remaining: n });
  expect(at(0)).toEqual({ allowed: false, remaining: 0, resetSeconds: 60, retrySeconds: 1 });
  expect(at(999)).toMatchObject({ allowed: false, retrySeconds: 1 });
  expect(at(1_000)).toMatchObject({ allowed: true, remaining: 0, resetSeconds: 60 });
  expect(at(61_000)).toMatchObject({ allowed: true, remaining: 59, resetSeconds: 1 });
});

it('keeps callers apart', () => {
  const buckets = new TokenBuckets(1);
  expect(buckets.take('a', start).allowed).toBe(true);
  expect(buckets.take('a', start).allowed).toBe(false);
  expect(buckets.take('b', start).allowed).toBe(true);
});

it('never lets more through than a full bucket and what filled since, whatever the clock does', () => {
  const steps = fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), steps, (perMinute, waits) => {
      const buckets = new TokenBuckets(perMinute);
      let [now, forward, passed] = [start, 0, 0];
      for (const wait of waits) {
        now += wait;
        forward += Math.max(0, wait);
        const { allowed, remaining, retrySeconds } = buckets.take('a', now);
        if (allowed) passed += 1;
        expect(remaining).toBeGreaterThanOrEqual(0);
        expect(retrySeconds > 0).toBe(!allowed);
      }
      expect(passed).toBeLessThanOrEqual(perMinute + (forward * perMinute) / 60_000);
    }),
    { numRuns: 200 },
  );
});

it('a wait of what it says is enough', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), (perMinute) => {
      const buckets = new TokenBuckets(perMinute);
      let last = buckets.take('a', start);
      while (last.allowed) last = buckets.take('a', start);
      expect(buckets.take('a', start + last.retrySeconds * 1000).allowed).toBe(true);
    }),
    { numRuns: 50 },
  );
});
