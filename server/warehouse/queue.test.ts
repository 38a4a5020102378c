import { describe, expect, test, vi } from 'vitest';
import { createQueue } from './queue.ts';

/** A statement that ends when the test says so. */
function statement() {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { promise, end: resolve };
}

describe('a queue of connections', () => {
  test('serves who waits oldest first, each on the connection that came free', async () => {
    const queue = createQueue(['a', 'b'], 1_000);
    const served: string[] = [];
    const held = [statement(), statement(), statement(), statement()];
    const results = held.map(({ promise }, i) =>
      queue.run((connection) => {
        served.push(`${i} on ${connection}`);
        return promise;
      }),
    );
    expect(served).toEqual(['0 on b', '1 on a']);
    held[1]?.end('');
    await results[1];
    expect(served).toEqual(['0 on b', '1 on a', '2 on a']);
    held[0]?.end('');
    await results[0];
    expect(served).toEqual(['0 on b', '1 on a', '2 on a', '3 on b']);
  });

  test('refuses who waits too long, and only him', async () => {
    vi.useFakeTimers();
    const queue = createQueue(['only'], 1_000);
    const first = statement();
    const running = queue.run(() => first.promise);
    const impatient = expect(queue.run(async () => 'never')).rejects.toMatchObject({ code: 'unavailable' });
    await vi.advanceTimersByTimeAsync(600);
    const patient = queue.run(async () => 'served');
    await vi.advanceTimersByTimeAsync(500);
    await impatient;
    first.end('done');
    await expect(running).resolves.toBe('done');
    await expect(patient).resolves.toBe('served');
    vi.useRealTimers();
  });

  test('gives a connection back when its statement fails', async () => {
    const queue = createQueue(['only'], 1_000);
    await expect(queue.run(() => Promise.reject(new Error('no such table')))).rejects.toThrow('no such table');
    await expect(queue.run(async (connection) => connection)).resolves.toBe('only');
  });

  test('closing refuses who waits and who comes, and waits for what runs', async () => {
    const queue = createQueue(['only'], 1_000);
    const first = statement();
    const running = queue.run(() => first.promise);
    const waiting = expect(queue.run(async () => 'never')).rejects.toMatchObject({ code: 'unavailable' });
    let closed = false;
    const closing = queue.close().then(() => (closed = true));
    await waiting;
    await expect(queue.run(async () => 'never')).rejects.toMatchObject({ code: 'unavailable' });
    expect(closed).toBe(false);
    first.end('done');
    await expect(running).resolves.toBe('done');
    await closing;
  });
});
