import { expect, test } from 'vitest';
import { teamsAt, teamStays } from './roster.ts';

test('each list of teams holds until the next one', () => {
  const stays = teamStays([
    { at: 10, teamIds: ['sales', 'arabic'] },
    { at: 20, teamIds: ['arabic'] },
    { at: 30, teamIds: [] },
    { at: 40, teamIds: ['sales'] },
  ]);
  expect(stays).toEqual([
    { teamId: 'sales', from: 10, to: 20 },
    { teamId: 'arabic', from: 10, to: 30 },
    { teamId: 'sales', from: 40, to: null },
  ]);
  expect([5, 10, 19, 20, 30, 40, 99].map((at) => teamsAt(stays, at).join())).toEqual([
    '',
    'sales,arabic',
    'sales,arabic',
    'arabic',
    '',
    'sales',
    'sales',
  ]);
});

test('nobody told of is in no team, and a list that is replaced at once was none', () => {
  expect(teamStays([])).toEqual([]);
  expect(
    teamStays([
      { at: 10, teamIds: ['a', 'a'] },
      { at: 10, teamIds: ['b'] },
    ]),
  ).toEqual([{ teamId: 'b', from: 10, to: null }]);
});
