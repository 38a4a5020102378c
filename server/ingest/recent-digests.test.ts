import { expect, test } from 'vitest';
import { RecentDigests } from './recent-digests.ts';

const has = (recent: RecentDigests, digest: string) => recent.knownAs(digest, 0) === 'alike';

/** 64-bit mixing (splitmix64), so that digests are spread as hashes are. */
function digest(n: number): string {
  let z = BigInt.asUintN(64, BigInt(n) * 0x9e3779b97f4a7c15n + 0x9e3779b97f4a7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return (z ^ (z >> 31n)).toString(16).padStart(16, '0');
}

test('the newest are known, however many came before, and the oldest are forgotten', () => {
  const recent = new RecentDigests(1_000);
  for (let n = 0; n < 10_500; n++) {
    recent.add(digest(n));
    if (n % 97 === 0) expect(has(recent, digest(Math.max(0, n - 999)))).toBe(true);
  }
  const known = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => has(recent, digest(from + i))).filter(Boolean).length;
  expect(known(9_500, 10_500)).toBe(1_000);
  expect(known(0, 8_000)).toBe(0);
  expect(recent.size).toBeLessThanOrEqual(2_000);
});

test('what was never added is not known, at the fullest', () => {
  const recent = new RecentDigests(50_000);
  for (let n = 0; n < 100_000; n++) recent.add(digest(n));
  let wronglyKnown = 0;
  for (let n = 200_000; n < 400_000; n++) if (has(recent, digest(n))) wronglyKnown++;
  expect(wronglyKnown).toBe(0);
});

test('a digest added twice takes one place', () => {
  const recent = new RecentDigests(10);
  for (let i = 0; i < 100; i++) recent.add('00000000deadbeef');
  expect(recent.size).toBe(1);
  expect(has(recent, '00000000deadbeef')).toBe(true);
  expect(has(recent, 'ffffffffdeadbeef')).toBe(false);
});

test('zeros are digests like any other', () => {
  const recent = new RecentDigests(10);
  expect(has(recent, '0000000000000000')).toBe(false);
  recent.add('0000000000000000');
  expect(has(recent, '0000000000000000')).toBe(true);
});

test('an event is known by the ways it came: its own import, another, none', () => {
  const recent = new RecentDigests(100);
  const event = digest(7);
  recent.add(event, 3);
  expect([0, 3, 4].map((importId) => recent.knownAs(event, importId))).toEqual(['otherwise', 'alike', 'otherwise']);
  recent.add(event);
  expect([0, 3, 4].map((importId) => recent.knownAs(event, importId))).toEqual(['alike', 'alike', 'otherwise']);
  expect(recent.knownAs(digest(8), 3)).toBe('no');
});

test('what an undone import brought is forgotten, and what lies behind its place is still found', () => {
  const recent = new RecentDigests(1_000);
  const events = Array.from({ length: 400 }, (_, n) => digest(n));
  for (const [n, event] of events.entries()) recent.add(event, n % 2 === 0 ? 5 : 0);
  for (const event of events) recent.forget(event, 5);
  expect(events.map((event) => recent.knownAs(event, 5))).toEqual(
    events.map((_, n) => (n % 2 === 0 ? 'no' : 'otherwise')),
  );
  expect(events.filter((event) => has(recent, event))).toHaveLength(200);
});
