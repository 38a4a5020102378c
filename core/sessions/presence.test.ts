import { expect, test } from 'vitest';
import type { AgentStatus, LogEvent } from '../events/types.ts';
import { defaultPolicy } from './policy.ts';
import { foldStream } from './fold.ts';
import { defaultRules } from './rules.ts';
import { rowsOf } from './testing/history.ts';

const day = Date.UTC(2026, 4, 4);
const hour = 3_600_000;
const minute = 60_000;
const stream = 'presence:a:2026-05-04';
const heartbeats = {
  ...defaultRules,
  policies: [
    { validFrom: 0, policy: { ...defaultPolicy, presence: { ...defaultPolicy.presence, mode: 'heartbeat' as const } } },
  ],
};

function sign(at: number, status: AgentStatus | undefined, source = 'desk'): LogEvent {
  return {
    workspaceId: 1,
    stream,
    source,
    id: `${source}${at}`,
    revision: 0,
    digest: '0',
    receivedAt: at,
    at,
    sequence: 0,
    type: status === undefined ? 'agent.heartbeat' : 'agent.statusChanged',
    history: false,
    body: { agentId: 'a', ...(status === undefined ? {} : { status }) },
  };
}

function totals(events: LogEvent[], now = day + 48 * hour, rules = defaultRules) {
  const { facts, nextDueAt } = foldStream(stream, events, rules, now);
  const rows = rowsOf('presence', facts);
  const sum = (status: string) =>
    rows.filter((row) => row.status === status).reduce((ms, row) => ms + row.statusMs, 0) / minute;
  return { online: sum('online'), busy: sum('busy'), away: sum('away'), rows, nextDueAt };
}

test('a status holds until the next and is laid out in quarter-hours', () => {
  const { online, away, rows } = totals([
    sign(day + 9 * hour + 10 * minute, 'online'),
    sign(day + 10 * hour, 'away'),
    sign(day + 10 * hour + 5 * minute, 'offline'),
  ]);
  expect([online, away]).toEqual([50, 5]);
  expect(rows.map(({ at, status, statusMs }) => [(at - day) / minute, status, statusMs / minute])).toEqual([
    [540, 'online', 5],
    [555, 'online', 15],
    [570, 'online', 15],
    [585, 'online', 15],
    [600, 'away', 5],
  ]);
});

test('what was held at midnight counts from midnight, and what goes on stops at the next', () => {
  expect(totals([sign(day - 2 * hour, 'online'), sign(day + hour, 'offline')]).online).toBe(60);
  expect(totals([sign(day + 23 * hour, 'online')]).online).toBe(60);
});

test('a status holds sixteen hours at most, and the cut is marked', () => {
  const { online, rows } = totals([sign(day + hour, 'online')]);
  expect(online).toBe(16 * 60);
  expect(rows.filter(({ cut }) => cut).map(({ at }) => at)).toEqual([day + 17 * hour - 15 * minute]);
});

test('with heartbeats two silent minutes are offline', () => {
  const events = [sign(day + hour, 'online'), sign(day + hour + minute, undefined), sign(day + 2 * hour, undefined)];
  const { online, rows } = totals(events, undefined, heartbeats);
  expect(online).toBe(1 + 2 + 2);
  expect(rows.some(({ cut }) => cut)).toBe(false);
});

test('overlapping devices are a union; the most present status counts', () => {
  const { online, away } = totals([
    sign(day + hour, 'online', 'desk'),
    sign(day + 2 * hour, 'offline', 'desk'),
    sign(day + hour + 30 * minute, 'away', 'phone'),
    sign(day + 3 * hour, 'offline', 'phone'),
  ]);
  expect([online, away]).toEqual([60, 60]);
});

test('what is to come is not counted; the next look is at the quarter’s end', () => {
  const { online, nextDueAt } = totals([sign(day + hour, 'online')], day + hour + 20 * minute);
  expect(online).toBe(20);
  expect(nextDueAt).toBe(day + hour + 30 * minute);
});

test('nothing known, nothing counted', () => {
  expect(totals([]).rows).toEqual([]);
});
