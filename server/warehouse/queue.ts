import { RidaError } from '../../core/errors.ts';

interface Waiter<Connection> {
  start(connection: Connection): void;
  refuse(reason: RidaError): void;
}

/** Connections of one use: each runs one statement at a time, who waits is served oldest first. */
export interface ConnectionQueue<Connection> {
  run<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result>;
  /** Refuses who waits, then resolves when the running statements have ended. */
  close(): Promise<void>;
}

/** Throws RidaError('unavailable') for who waits longer than `waitLimitMs`, and for all after `close`. */
export function createQueue<Connection>(
  connections: readonly Connection[],
  waitLimitMs: number,
): ConnectionQueue<Connection> {
  const free = [...connections];
  const waiting: Waiter<Connection>[] = [];
  let closed = false;
  let drained: () => void = () => {};

  async function run<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
    if (closed) throw new RidaError('unavailable');
    const connection = free.pop() ?? (await turn());
    try {
      return await work(connection);
    } finally {
      release(connection);
    }
  }

  function turn(): Promise<Connection> {
    const { promise, resolve, reject } = Promise.withResolvers<Connection>();
    const waiter: Waiter<Connection> = {
      start(connection) {
        clearTimeout(timer);
        resolve(connection);
      },
      refuse(reason) {
        clearTimeout(timer);
        reject(reason);
      },
    };
    const timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.refuse(new RidaError('unavailable', {}, { cause: new Error(`waited ${waitLimitMs} ms`) }));
    }, waitLimitMs);
    waiting.push(waiter);
    return promise;
  }

  function release(connection: Connection): void {
    const next = waiting.shift();
    if (next) return next.start(connection);
    free.push(connection);
    if (free.length === connections.length) drained();
  }

  async function close(): Promise<void> {
    closed = true;
    for (const waiter of waiting.splice(0)) waiter.refuse(new RidaError('unavailable'));
    if (free.length === connections.length) return;
    await new Promise<void>((resolve) => (drained = resolve));
  }

  return { run, close };
}
