import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextBatches, type OwnRating, ownFigures, type RatingBatch } from './own-ratings.ts';

/**
 * Every rating (and every revision of one) weighs another power of two, so a sum says exactly which are in it:
 * what can be learned by subtracting sums is counted in bits.
 */
interface Step {
  /** Ratings that come, each at some time: earlier than those before as well. */
  come: number[];
  /** Places of ratings that are revised or withdrawn, published or not. */
  revised: number[];
  withdrawn: number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  come: fc.array(fc.nat({ max: 100 }), { maxLength: 7 }),
  revised: fc.array(fc.nat({ max: 30 }), { maxLength: 3 }),
  withdrawn: fc.array(fc.nat({ max: 30 }), { maxLength: 2 }),
});

function rating(key: string, answeredAt: number, weight: number): OwnRating {
  const about = { agentId: 'a', class: 'conversations', source: 's', subject: 'conversation', family: 'csat' } as const;
  return { ...about, key, answeredAt, score: 2 ** weight, value: 1, satisfied: false };
}

/** The sums that are seen one after another; everything that is kept goes through JSON, as over a restart. */
function published(steps: readonly Step[]): { n: number; sum: number }[] {
  let [weight, ids] = [0, 0];
  let ratings: OwnRating[] = [];
  let batches: RatingBatch[] = [];
  return steps.map(({ come, revised, withdrawn }) => {
    for (const at of come) ratings.push(rating(`r${ids++}`, at, weight++));
    ratings = ratings
      .map((each, i) => (revised.includes(i) ? { ...each, score: 2 ** weight++ } : each))
      .filter((_, i) => !withdrawn.includes(i));
    const known = new Set(batches.flatMap(({ keys }) => keys));
    const added = nextBatches(ratings.filter(({ key }) => !known.has(key)));
    batches = JSON.parse(JSON.stringify([...batches, ...added]));
    if (batches.length === 0) return { n: 0, sum: 0 };
    const { n, averageScore } = ownFigures('csat', batches);
    return { n, sum: Math.round(averageScore * n) };
  });
}

/** How many ratings stand in a difference of sums, whatever their signs. */
function ratingsIn(difference: number): number {
  return Math.abs(difference).toString(2).replaceAll('0', '').length;
}

test('no single rating follows by subtraction, however ratings come late, are revised or withdrawn', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
      const seen = [{ n: 0, sum: 0 }, ...published(steps)];
      for (const { sum: one, n: few } of seen) {
        for (const { sum: other, n: more } of seen) {
          expect([0, 5, 10, 15, 20, 25, 30, 35]).toContain(Math.abs(more - few));
          expect(ratingsIn(other - one)).toBe(Math.abs(more - few));
        }
      }
      // And what moved between any two moments against what moved between any two others.
      const moves = seen
        .flatMap(({ sum: one }) => seen.map(({ sum: other }) => other - one))
        .filter((move) => move > 0);
      for (const one of moves) {
        for (const other of moves) {
          const apart = BigInt(one) ^ BigInt(other);
          expect(apart === 0n || apart.toString(2).replaceAll('0', '').length >= 5).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('what was seen is never taken back, and everything is seen but the last four', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat({ max: 100 }), { maxLength: 7 }), { maxLength: 6 }), (comes) => {
      const seen = published(comes.map((come) => ({ come, revised: [], withdrawn: [] })));
      let all = 0;
      for (const [i, { n }] of seen.entries()) {
        all += comes[i]?.length ?? 0;
        expect(n).toBe(all - (all % 5));
        expect(n).toBeGreaterThanOrEqual(seen[i - 1]?.n ?? 0);
      }
    }),
  );
});

test('what is about different things is never in one figure', () => {
  const five = (changed: Partial<OwnRating>, from: number) =>
    Array.from({ length: 5 }, (_, i) => ({ ...rating(`r${from + i}`, i, 0), ...changed }));
  const all = [
    ...five({}, 0),
    ...five({ subject: 'reply' }, 10),
    ...five({ family: 'nps' }, 20),
    ...five({ agentId: 'b' }, 30),
    ...five({ class: 'terminals' }, 40),
    ...five({ source: 't' }, 50),
  ];
  expect(nextBatches(all)).toHaveLength(6);
  expect(nextBatches(all.filter((_, i) => i % 5 !== 0))).toEqual([]);
  expect(nextBatches([])).toEqual([]);
});

test('NPS counts promoters less detractors', () => {
  const values = [10, 9, 8, 7, 6];
  const ratings = values.map((value, i) => ({
    ...rating(`r${i}`, i, 0),
    family: 'nps',
    value,
    score: value * 10,
    satisfied: value >= 9,
  }));
  expect(ownFigures('nps', nextBatches(ratings))).toEqual({ n: 5, averageScore: 80, satisfiedShare: 0.4, nps: 20 });
});
