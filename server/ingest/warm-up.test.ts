import { expect, test } from 'vitest';
import { useEngines } from '../../tests/support/engines.ts';
import { accept } from './accept.ts';
import { startIntake } from './intake.ts';
import { RecentDigests } from './recent-digests.ts';
import { warmUp } from './warm-up.ts';

const engines = useEngines();
const noon = Date.UTC(2026, 10, 22, 12);
const never = new AbortController().signal;

/** Commits of one event each, received an hour apart from `startMs` on; their digests, oldest first. */
async function commitHourly(count: number, startMs: number): Promise<string[]> {
  let now = startMs;
  const intake = startIntake({
    warehouse: engines.warehouse,
    now: () => now,
    log: engines.log,
    limits: { commitEveryMs: 1 },
  });
  const digests: string[] = [];
  for (let i = 0; i < count; i++, now += 3_600_000) {
    const event = { id: `${startMs}.${i}`, type: 'window.expired', conversationId: 'c', at: now };
    const batch = accept([event], { workspaceId: 1, secret: 's', source: 'test', now });
    await intake.submit(batch);
    digests.push(...batch.accepted.map((accepted) => accepted.event.digest));
  }
  await intake.stop();
  return digests;
}

const known = (recent: RecentDigests, digests: readonly string[]) =>
  digests.map((digest) => recent.knownAs(digest, 0) === 'alike');

test('an empty log teaches nothing', async () => {
  const recent = new RecentDigests(10);
  await warmUp(engines.warehouse, recent, noon, never);
  expect(recent.size).toBe(0);
});

test('a short log is learnt whole, however old; of a longer one the newest', async () => {
  const digests = await commitHourly(12, noon - 400 * 86_400_000);
  const whole = new RecentDigests(100);
  await warmUp(engines.warehouse, whole, noon, never);
  expect(known(whole, digests)).toEqual(Array(12).fill(true));

  const newest = new RecentDigests(100);
  await warmUp(engines.warehouse, newest, noon, never, 5);
  expect(known(newest, digests)).toEqual([...Array(7).fill(false), ...Array(5).fill(true)]);
});

test('whoever stops meanwhile is not kept waiting', async () => {
  await commitHourly(1, noon);
  const recent = new RecentDigests(10);
  await warmUp(engines.warehouse, recent, noon, AbortSignal.abort());
  expect(recent.size).toBe(0);
});
