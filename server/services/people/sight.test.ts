import { describe, expect, test } from 'vitest';
import { dataClasses, type Extent, roleRights, roles, type Sight } from '../../../core/people/roles.ts';
import { createParams } from '../../warehouse/params.ts';
import { openCondition, showingOf, shownDetail, shownText } from './sight.ts';

const sightOf = (extent: Extent): Sight => ({
  sees: Object.fromEntries(dataClasses.map((data) => [data, extent])) as Sight['sees'],
  teamIds: ['t'],
  agentIds: ['a'],
});

const ofSelf = [{ agentId: 'a', teamId: 'x' }];
const ofTeam = [{ agentId: 'b', teamId: 't' }];
const ofOthers = [{ agentId: 'b', teamId: 'x' }];
const ofNobody = [{ agentId: '', teamId: '' }];

test.each<[Extent, string[]]>([
  ['everything', ['open', 'open', 'open', 'open', 'open']],
  ['masked', ['masked', 'masked', 'masked', 'masked', 'masked']],
  ['ownTeams', ['open', 'open', 'withheld', 'withheld', 'withheld']],
  ['oneself', ['open', 'withheld', 'withheld', 'withheld', 'withheld']],
  ['byPolicy', ['withheld', 'withheld', 'withheld', 'withheld', 'withheld']],
  ['nothing', ['withheld', 'withheld', 'withheld', 'withheld', 'withheld']],
])('%s', (extent, expected) => {
  const sight = sightOf(extent);
  const seen = [ofSelf, ofTeam, ofOthers, ofNobody, []].map((whose) => showingOf(sight, 'transcripts', whose));
  expect(seen).toEqual(expected);
});

test('a row of several people is seen by whoever sees one of them', () => {
  expect(showingOf(sightOf('ownTeams'), 'comments', [...ofOthers, ...ofTeam])).toBe('open');
});

test('what is open is shown, what is masked without names, and a detail is shown whole or not at all', () => {
  const showings = ['open', 'masked', 'withheld'] as const;
  expect(showings.map((showing) => shownText(showing, 'Sara wrote', ['Sara']))).toEqual([
    'Sara wrote',
    '••• wrote',
    null,
  ]);
  expect(showings.map((showing) => shownDetail(showing, 'Sara'))).toEqual(['Sara', null, null]);
});

describe('the condition says the same as the decision', () => {
  test.each(roles.flatMap((role) => dataClasses.map((data) => [role, data] as const)))('%s, %s', (role, data) => {
    const sight: Sight = { sees: roleRights[role].sees, teamIds: ['t'], agentIds: ['a'] };
    const condition = openCondition(sight, sight.sees[data], createParams());
    const everything = [ofSelf, ofTeam, ofOthers, ofNobody].map((whose) => showingOf(sight, data, whose) === 'open');
    if (everything.every(Boolean)) expect(condition).toBe('true');
    else if (!everything.some(Boolean)) expect(condition).toBe('false');
    else expect(condition).toMatch(/agent_id IN/);
  });
});
