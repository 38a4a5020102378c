import { expect, test } from 'vitest';
import type { Joins } from '../people/joins.ts';
import { foldStream } from './fold.ts';
import { presenceSources, presenceTarget } from './presence.ts';
import { defaultRules } from './rules.ts';
import { agent, assigned, clock, customer, factsOf, history, rowsOf } from './testing/history.ts';

const joins: Joins = { agent: new Map([['a2', 'a1']]), customer: new Map([['k2', 'k1']]) };
const rules = { ...defaultRules, joins };

test('one person under two ids is no hand-over, and his figures are one', () => {
  const lines = [
    customer('10:00'),
    assigned('10:01', 'a1'),
    agent('10:02', 'a1'),
    customer('10:03'),
    assigned('10:04', 'a2'),
    agent('10:05', 'a2'),
  ];
  const [one, ...others] = factsOf('assignment', lines, '10:06', rules);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ agentId: 'a1', outcome: 'open', agentMessages: 2 });
  expect(factsOf('assignment', lines, '10:06').map(({ agentId, outcome }) => [agentId, outcome])).toEqual([
    ['a1', 'transferred'],
    ['a2', 'open'],
  ]);
});

test('a customer’s contacts are under the key he goes by', () => {
  const [row] = rowsOf(
    'conversation',
    foldStream(
      'conversation:c',
      history([['10:00', 'conversation.started', { customerKey: 'k2' }], customer('10:00')]),
      rules,
      clock('11:00'),
    ).facts,
  );
  expect(row?.customerKey).toBe('k1');
});

test('presence of all his ids is a union in his own day; the other days are empty', () => {
  const own = 'presence:a1:2026-05-04';
  const other = 'presence:a2:2026-05-04';
  const online = (agentId: string, at: string) => history([[at, 'agent.statusChanged', { agentId, status: 'online' }]]);
  const offline = (agentId: string, at: string) =>
    history([[at, 'agent.statusChanged', { agentId, status: 'offline' }]]).map((event) => ({ ...event, id: 'off' }));
  const events = [
    ...online('a1', '10:00'),
    ...offline('a1', '10:30'),
    ...online('a2', '10:15').map((event) => ({ ...event, id: 'x' })),
    ...offline('a2', '10:45').map((event) => ({ ...event, id: 'y' })),
  ];
  const total = (stream: string) =>
    rowsOf('presence', foldStream(stream, events, rules, clock('12:00')).facts).reduce(
      (sum, { statusMs }) => sum + statusMs,
      0,
    );
  expect(total(own)).toBe(45 * 60_000);
  expect(total(other)).toBe(0);
  expect(presenceTarget(other, joins)).toBe(own);
  expect(presenceTarget(own, joins)).toBe(own);
  expect(presenceSources(own, joins)).toEqual([own, other, 'presence:a1:2026-05-03', 'presence:a2:2026-05-03']);
});
