import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Schema } from '../database/schema.ts';
import { forgetIdempotentRequests } from '../services/access/idempotent-requests.ts';
import { forgetRefusedRows } from '../services/imports/forget-refused-rows.ts';
import { publishOwnRatings } from '../services/ratings/publish-own-ratings.ts';
import { forgetSignals } from '../services/sessions/forget-signals.ts';
import { applyRetention } from '../services/retention/apply-retention.ts';
import { removeTombstones } from '../services/sessions/remove-tombstones.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

const dayMs = 86_400_000;

/** Night in most of the places we serve, UTC. */
const nightHourMs = 1 * 3_600_000;

/** Milliseconds from an instant to the next night's work. */
export function untilNight(now: number): number {
  const passed = (((now - nightHourMs) % dayMs) + dayMs) % dayMs;
  return dayMs - passed;
}

/**
 * Every night: deleted fact rows leave the disk; spent signals, answers to repeats and old refused rows leave the
 * database; employees are shown what has become enough of their ratings; and what a workspace keeps no longer goes. A
 * failure waits a day.
 */
export function startNightly(ports: { db: Kysely<Schema>; warehouse: Warehouse; now: () => number; log: Logger }): {
  stop(): Promise<void>;
} {
  let working: Promise<void> = Promise.resolve();
  let timer = setTimeout(work, untilNight(ports.now()));

  function work(): void {
    working = clean(ports).catch((error: unknown) => ports.log.error({ err: error }, 'the nightly work failed'));
    timer = setTimeout(work, untilNight(ports.now()));
  }

  return {
    async stop() {
      clearTimeout(timer);
      await working;
    },
  };
}

async function clean({ db, warehouse, now, log }: Parameters<typeof startNightly>[0]): Promise<void> {
  const partitions = await removeTombstones(warehouse);
  const signals = await forgetSignals(db, now());
  const requests = await forgetIdempotentRequests(db, now());
  const refusedRows = await forgetRefusedRows(db, now());
  const batches = await publishOwnRatings({ db, warehouse, now });
  const workspaces = await applyRetention({ db, warehouse }, now());
  log.info({ partitions, signals, requests, refusedRows, batches, workspaces }, 'the nightly work is done');
}
