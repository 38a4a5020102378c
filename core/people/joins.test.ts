import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idsOf, type Joins, mayJoin, noJoins, personOf, underOwnIds } from './joins.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids));

/** The joins after each allowed step of a list. */
function joined(pairs: readonly (readonly [string, string])[]): Joins {
  const agent = new Map<string, string>();
  for (const [id, into] of pairs) if (mayJoin({ ...noJoins, agent }, 'agent', id, into)) agent.set(id, into);
  return { ...noJoins, agent };
}

describe('joins', () => {
  test('lead to one person each, who was joined into nobody', () => {
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const joins = joined(pairs);
        for (const id of ids) {
          const person = personOf(joins, 'agent', id);
          expect(joins.agent.has(person)).toBe(false);
          expect(idsOf(joins, 'agent', person)).toContain(id);
        }
        expect(
          ids.flatMap((id) => (personOf(joins, 'agent', id) === id ? idsOf(joins, 'agent', id) : [])).sort(),
        ).toEqual(ids);
      }),
    );
  });

  test('parted again leave everything as it was', () => {
    fc.assert(
      fc.property(fc.array(pair), pair, (pairs, [id, into]) => {
        const before = joined(pairs);
        fc.pre(mayJoin(before, 'agent', id, into));
        const agent = new Map(before.agent).set(id, into);
        expect(personOf({ ...noJoins, agent }, 'agent', id)).toBe(personOf(before, 'agent', into));
        agent.delete(id);
        expect(agent).toEqual(before.agent);
      }),
    );
  });

  test('are refused in a circle, twice, and with nobody', () => {
    const joins = joined([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    expect(mayJoin(joins, 'agent', 'c', 'a')).toBe(false);
    expect(mayJoin(joins, 'agent', 'a', 'd')).toBe(false);
    expect(mayJoin(joins, 'agent', 'd', 'd')).toBe(false);
    expect(mayJoin(joins, 'agent', '', 'd')).toBe(false);
    expect(mayJoin(joins, 'agent', 'd', '')).toBe(false);
    expect(mayJoin(joins, 'agent', 'd', 'a')).toBe(true);
    expect(mayJoin(joins, 'customer', 'c', 'a')).toBe(true);
  });
});

test('where nobody was joined, events are the very same', () => {
  expect(underOwnIds([], noJoins)).toEqual([]);
});
