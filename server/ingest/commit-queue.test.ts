import { expect, test } from 'vitest';
import { CommitQueue, type Queued } from './commit-queue.ts';

interface Named extends Queued {
  name: string;
}

function request(name: string, ticket: number, at: number, events = 1): Named {
  const accepted = Array.from({ length: events }, () => ({ event: { at } }) as Queued['batch']['accepted'][number]);
  const batch = { workspaceId: 1, receivedAt: 0, size: 10 * events, accepted, refused: [], replayed: [] };
  return { name, ticket, batch };
}

function queued(...requests: Named[]): CommitQueue<Named> {
  const queue = new CommitQueue<Named>();
  for (const each of requests) queue.add(each);
  return queue;
}

const names = (entries: readonly Named[]) => entries.map(({ name }) => name);

test('who came first is committed first, whichever was read first', () => {
  const queue = queued(request('second', 2000, 5), request('third', 3000, 5), request('first', 1000, 9));
  expect(names(queue.take(10, 1000))).toEqual(['first', 'second', 'third']);
});

test('of requests that came together the earlier events go first', () => {
  const queue = queued(request('c', 1000, 30), request('a', 1040, 10), request('b', 1020, 20));
  expect(names(queue.take(10, 1000))).toEqual(['a', 'b', 'c']);
});

test('old events do not overtake what came long before them', () => {
  const queue = queued(request('live', 1000, 1_000_000), request('back-fill', 1200, 1));
  expect(names(queue.take(10, 1000))).toEqual(['live', 'back-fill']);
});

test('a commit takes at least one request, and what fits', () => {
  const queue = queued(request('large', 1000, 1, 8), request('small', 2000, 1, 2), request('next', 3000, 1, 2));
  expect(names(queue.take(5, 1000))).toEqual(['large']);
  expect(queue.size).toBe(40);
  expect(names(queue.take(10, 35))).toEqual(['small']);
  expect(names(queue.take(10, 35))).toEqual(['next']);
  expect([queue.length, queue.size, queue.take(10, 35)]).toEqual([0, 0, []]);
});
