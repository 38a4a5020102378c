import type { Logger } from 'pino';
import { RidaError } from '../../core/errors.ts';
import type { LogEvent } from '../../core/events/types.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';
import { CommitQueue, type Queued } from './commit-queue.ts';
import type { ErasedPeople } from './erased-people.ts';
import { commitTables, type CommitPlan, planCommit, tableColumns } from './plan-commit.ts';
import { RecentDigests } from './recent-digests.ts';
import type { IngestBatch, IngestReceipt, Intake } from './types.ts';
import { latestReceipt, warmUp } from './warm-up.ts';

export interface IntakeLimits {
  /**
   * Least time between the beginnings of two commits while requests wait; twice as long as the last one
   * took, if that is more: a commit costs the engine much the same whether it holds a hundred events or ten thousand.
   */
  commitEveryMs: number;
  /** What one commit takes at most; a larger request is a commit of its own. */
  eventsPerCommit: number;
  sizePerCommit: number;
  /** Beyond this much waiting (`IngestBatch.size`), a request is answered `unavailable`. */
  sizeWaiting: number;
  /** After a failed commit its requests are tried one by one for this long. */
  retryForMs: number;
}

export const defaultIntakeLimits: IntakeLimits = {
  commitEveryMs: 50,
  eventsPerCommit: 50_000,
  sizePerCommit: 32_000_000,
  sizeWaiting: 64_000_000,
  retryForMs: 10_000,
};

export interface IntakeOptions {
  warehouse: Warehouse;
  now: () => number;
  log: Logger;
  limits?: Partial<IntakeLimits>;
  /** Waits until more events may come, and says how many: whoever folds them sets the pace. Default: any number. */
  room?: () => Promise<number>;
  /** Who is erased: their words are not stored. Default: nobody. */
  erased?: Pick<ErasedPeople, 'withoutErased'>;
}

interface Waiting extends Queued {
  resolve(receipt: IngestReceipt): void;
  reject(reason: RidaError): void;
}

/**
 * Group commit into the log. Requests that wait together share one insert; a lone request goes at once.
 * `submit` resolves after every insert of its commit is on disk, and throws RidaError('unavailable')
 * when it is not, or when too much waits: then nothing of the request counts and it may be repeated.
 */
export function startIntake(options: IntakeOptions): Intake {
  const { warehouse, now, log, limits, room = anyNumber, erased = nobodyErased } = options;
  const { commitEveryMs, eventsPerCommit, sizePerCommit, sizeWaiting, retryForMs } = {
    ...defaultIntakeLimits,
    ...limits,
  };
  const recent = new RecentDigests();
  const listeners: ((events: readonly LogEvent[]) => void)[] = [];
  const waiting = new CommitQueue<Waiting>();
  const stopping = new AbortController();
  let lastReceived: number | null = null;
  let nextAt = Number.NEGATIVE_INFINITY;
  let committing: Promise<void> | null = null;

  const warming = warmUp(warehouse, recent, now(), stopping.signal).catch((error: unknown) => {
    log.warn({ err: error }, 'repeats from before the start will count as accepted');
  });

  async function submit(batch: IngestBatch, ticket = waiting.ticket()): Promise<IngestReceipt> {
    if (stopping.signal.aborted) throw new RidaError('unavailable');
    if (waiting.length > 0 && waiting.size + batch.size > sizeWaiting) throw new RidaError('unavailable');
    const { promise: receipt, resolve, reject } = Promise.withResolvers<IngestReceipt>();
    waiting.add({ ticket, batch, resolve, reject });
    committing ??= commitWhatWaits();
    return receipt;
  }

  async function commitWhatWaits(): Promise<void> {
    while (waiting.length > 0) {
      await pause(nextAt - performance.now());
      const most = Math.min(eventsPerCommit, await room());
      const begun = performance.now();
      await commit(waiting.take(most, sizePerCommit));
      nextAt = begun + Math.max(commitEveryMs, 2 * (performance.now() - begun));
    }
    committing = null;
  }

  async function commit(share: readonly Waiting[]): Promise<void> {
    try {
      settle(share, await write(share.map(({ batch }) => batch)));
    } catch (error) {
      log.error({ err: error, requests: share.length }, 'commit failed');
      await commitOneByOne(share);
    }
  }

  /** No request may fail another's: what failed together is tried alone, while there is time. */
  async function commitOneByOne(share: readonly Waiting[]): Promise<void> {
    const deadline = performance.now() + retryForMs;
    for (const one of share) {
      try {
        if (share.length === 1 || performance.now() > deadline) throw new RidaError('unavailable');
        settle([one], await write([one.batch]));
      } catch (error) {
        one.reject(error instanceof RidaError ? error : new RidaError('unavailable', {}, { cause: error }));
      }
    }
  }

  async function write(batches: readonly IngestBatch[]): Promise<CommitPlan> {
    lastReceived = Math.max(lastReceived ?? (await latestReceipt(warehouse, now())), now());
    const plan = planCommit(await erased.withoutErased(batches), lastReceived, (digest, importId) =>
      recent.knownAs(digest, importId),
    );
    for (const table of commitTables) {
      await warehouse.insert('append', table, tableColumns[table], plan.rows[table]);
      if (table === 'events') announce(plan.events);
    }
    return plan;
  }

  /** What is in the log is folded, whether or not its request can still be acknowledged. */
  function announce(events: readonly LogEvent[]): void {
    if (events.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        log.error({ err: error }, 'a listener to commits failed');
      }
    }
  }

  function settle(share: readonly Waiting[], { receipts, events, importIds }: CommitPlan): void {
    for (const [i, { digest }] of events.entries()) recent.add(digest, importIds[i]);
    for (const [i, receipt] of receipts.entries()) share[i]?.resolve(receipt);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await committing;
    await warming;
  }

  return {
    ticket: () => waiting.ticket(),
    submit,
    onCommitted: (listener) => void listeners.push(listener),
    forget(digests, importId) {
      for (const digest of digests) recent.forget(digest, importId);
    },
    ready: () => warming,
    settled: async () => void (await committing),
    stop,
  };
}

const nobodyErased: Pick<ErasedPeople, 'withoutErased'> = { withoutErased: (batches) => batches };

async function anyNumber(): Promise<number> {
  return Number.POSITIVE_INFINITY;
}

async function pause(ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (ms > 0) setTimeout(resolve, ms);
  else setImmediate(resolve);
  await promise;
}
