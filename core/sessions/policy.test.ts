import { expect, test } from 'vitest';
import { defaultPolicy, policyAt, readPolicy } from './policy.ts';

test('what a written policy leaves out is as in the defaults, down to a single timer', () => {
  expect(readPolicy({})).toEqual(defaultPolicy);
  const { timers, ...rest } = readPolicy({ timers: { chat: { botInactivityMs: null, windowMs: undefined } } });
  expect(timers).toEqual({ ...defaultPolicy.timers, chat: { ...defaultPolicy.timers.chat, botInactivityMs: null } });
  expect({ ...rest, timers: defaultPolicy.timers }).toEqual(defaultPolicy);
  expect(readPolicy({ presence: { mode: 'heartbeat' }, quietMs: 5 })).toEqual({
    ...defaultPolicy,
    quietMs: 5,
    presence: { ...defaultPolicy.presence, mode: 'heartbeat' },
  });
});

test('the policy of an instant is the last that began by then', () => {
  const dated = [1, 2].map((n) => ({ validFrom: n * 100, policy: readPolicy({ quietMs: n }) }));
  expect([0, 99, 100, 199, 200, 9e15].map((at) => policyAt(dated, at).quietMs)).toEqual([
    defaultPolicy.quietMs,
    defaultPolicy.quietMs,
    1,
    1,
    2,
    2,
  ]);
});
