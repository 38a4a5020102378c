import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, mayGive, roleRights, roles, seesEverything, seesNothing, type Sight, sightOf } from './roles.ts';

const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'));
const sight: fc.Arbitrary<Sight> = fc
  .record({ role: fc.constantFrom(...roles), teamIds: ids, agentIds: ids })
  .map(({ role, ...own }) => sightOf(role, own));

const nobody = { teamIds: [], agentIds: [] };

describe('seeing no more than somebody', () => {
  test('lies between nothing and everything, and goes on from one to the next', () => {
    fc.assert(
      fc.property(sight, sight, sight, (one, two, three) => {
        expect([isWithin(one, one), isWithin(seesNothing, one), isWithin(one, seesEverything)]).toEqual([
          true,
          true,
          true,
        ]);
        if (isWithin(one, two) && isWithin(two, three)) expect(isWithin(one, three)).toBe(true);
      }),
    );
  });

  test.each([
    ['supervisor', ['t1'], 'supervisor', ['t1', 't2'], true],
    ['supervisor', ['t1', 't2'], 'supervisor', ['t1'], false],
    ['analyst', [], 'supervisor', ['t1'], false],
    ['supervisor', ['t1'], 'analyst', [], false],
    ['admin', [], 'owner', [], true],
  ] as const)('%s of %s within %s of %s: %s', (role, teamIds, limit, limitTeams, expected) => {
    const own = (teams: readonly string[]) => ({ teamIds: teams, agentIds: [] });
    expect(isWithin(sightOf(role, own(teamIds)), sightOf(limit, own(limitTeams)))).toBe(expected);
  });
});

describe('giving a role', () => {
  const giver = (role: (typeof roles)[number]) => ({
    role,
    scopes: roleRights[role].scopes,
    sight: sightOf(role, nobody),
  });

  test('owners give every role, admins every other, and nobody else gives more than he has', () => {
    for (const role of roles) {
      expect([role, mayGive(role, nobody, giver('owner'))]).toEqual([role, true]);
      expect([role, mayGive(role, nobody, giver('admin'))]).toEqual([role, role !== 'owner']);
      expect([role, mayGive('admin', nobody, giver(role))]).toEqual([role, role === 'owner' || role === 'admin']);
    }
  });

  test('what has no role makes no owner, whatever it may do', () => {
    const { role: _role, ...key } = giver('owner');
    expect([mayGive('owner', nobody, key), mayGive('admin', nobody, key)]).toEqual([false, true]);
  });
});
