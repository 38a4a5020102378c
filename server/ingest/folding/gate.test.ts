import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Gate } from './gate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function isOver(waiting: Promise<void>): Promise<boolean> {
  const pending = Symbol('pending');
  return (await Promise.race([waiting, Promise.resolve(pending)])) !== pending;
}

test('all who wait are let in when it opens, and later ones wait for the next time', async () => {
  const gate = new Gate();
  const waiting = [gate.wait(1000), gate.wait(1000)];
  expect(await isOver(Promise.race(waiting))).toBe(false);
  gate.open();
  await Promise.all(waiting);
  const later = gate.wait(1000);
  await vi.advanceTimersByTimeAsync(999);
  expect(await isOver(later)).toBe(false);
});

test('nobody waits longer than his patience, counted from who came first', async () => {
  const gate = new Gate();
  const first = gate.wait(1000);
  await vi.advanceTimersByTimeAsync(600);
  const second = gate.wait(1000);
  await vi.advanceTimersByTimeAsync(400);
  await Promise.all([first, second]);
  expect(vi.getTimerCount()).toBe(0);
});

test('to open what nobody waits for is nothing', () => {
  expect(() => new Gate().open()).not.toThrow();
});
