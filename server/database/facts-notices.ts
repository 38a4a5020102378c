import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { reasonOf } from '../../core/errors.ts';
import type { Schema } from './schema.ts';

const channel = 'rida_facts';

/** Tells every process that the facts of these workspaces changed, when the transaction commits. */
export async function tellFactsChanged(trx: Kysely<Schema>, workspaces: readonly number[]): Promise<void> {
  if (workspaces.length === 0) return;
  await sql`
    select pg_notify(${channel}, id::text) from unnest(${workspaces}::integer[]) as changed (id)`.execute(trx);
}

/** Who wants to hear of changed facts. */
export interface FactsHearer {
  /** From now on every change is told. */
  connected(): void;
  /** From now on changes may be missed, and some may have been. */
  lost(): void;
  factsChanged(workspaceId: number): void;
}

export interface ListenerPace {
  /** How often the way from a notice to us is tried, and how long that may take. */
  pulseEveryMs: number;
  pulseLimitMs: number;
  /** Pauses before the next connection: the first, and the longest that it doubles to. */
  retryMs: number;
  longestRetryMs: number;
}

const defaultPace: ListenerPace = { pulseEveryMs: 10_000, pulseLimitMs: 5_000, retryMs: 100, longestRetryMs: 30_000 };

/**
 * Listens on a connection of its own, and connects again whenever that is lost. `connected` is said only
 * once a notice of our own has come back, and each pulse tries it anew: so a connection that died in
 * silence is noticed, and one through a pool that passes no notices on never counts.
 */
export function listenForFacts(
  pool: pg.Pool,
  hearer: FactsHearer,
  log: Logger,
  pace: Partial<ListenerPace> = {},
): { stop(): Promise<void> } {
  const { pulseEveryMs, pulseLimitMs, retryMs, longestRetryMs } = { ...defaultPace, ...pace };
  const stopping = new AbortController();
  let giveUp: (reason: Error) => void = () => {};
  const ended = listenForEver();

  async function listenForEver(): Promise<void> {
    let wait = retryMs;
    while (!stopping.signal.aborted) {
      try {
        await listenUntilLost(() => (wait = retryMs));
      } catch (error) {
        if (!stopping.signal.aborted) log.warn({ reason: reasonOf(error) }, 'notices of changed facts do not arrive');
      }
      await pause(wait, undefined, { signal: stopping.signal }).catch(() => {});
      wait = Math.min(wait * 2, longestRetryMs);
    }
  }

  async function listenUntilLost(onConnected: () => void): Promise<void> {
    const client = new pg.Client(pool.options);
    const { promise: lost, reject } = Promise.withResolvers<never>();
    giveUp = reject;
    client.on('error', reject);
    client.on('end', () => reject(new Error('the connection ended')));
    try {
      const pulse = createPulse(client, hearer);
      await Promise.race([lost, client.connect()]);
      await Promise.race([lost, client.query(`listen ${channel}`)]);
      await Promise.race([lost, pulse(pulseLimitMs)]);
      hearer.connected();
      onConnected();
      for (;;) {
        await Promise.race([lost, pause(pulseEveryMs, undefined, { ref: false })]);
        await Promise.race([lost, pulse(pulseLimitMs)]);
      }
    } finally {
      lost.catch(() => {});
      hearer.lost();
      await client.end().catch(() => {});
    }
  }

  return {
    async stop() {
      stopping.abort();
      giveUp(new Error('stopped'));
      await ended;
    },
  };
}

/** Passes notices on; a pulse sends one that only we know and rejects where it does not come back in time. */
function createPulse(client: pg.Client, hearer: FactsHearer): (limitMs: number) => Promise<void> {
  let expected = '';
  let arrived = (): void => {};
  client.on('notification', ({ payload = '' }) => {
    if (payload === expected) arrived();
    else if (/^\d+$/.test(payload)) hearer.factsChanged(Number(payload));
  });
  return async (limitMs) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    expected = randomUUID();
    arrived = resolve;
    const timer = setTimeout(() => reject(new Error(`no notice within ${limitMs} ms`)), limitMs);
    try {
      await Promise.all([promise, client.query('select pg_notify($1, $2)', [channel, expected])]);
    } finally {
      clearTimeout(timer);
    }
  };
}
