import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { LogEvent } from '../../../core/events/types.ts';
import type { Schema } from '../../database/schema.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { FoldPace } from './backlog.ts';
import { Folder } from './folder.ts';
import type { Step } from './store-changes.ts';

export interface FoldingOptions {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  now: () => number;
  log: Logger;
  /** No other folder can be alive: take every lane at once. Default true (one process a data directory). */
  alone?: boolean;
  /** Other processes append to the log: look there for what they brought. Default false. */
  follow?: boolean;
  pace?: Partial<FoldPace>;
  holder?: string;
  /** Called as soon as changed facts of a workspace are stored; other processes hear of it by PostgreSQL. */
  onFactsChanged?: (workspaceId: number) => void;
  /** Called between each two steps of a pass. */
  atStep?: (step: Step) => Promise<void>;
  /** Without its own clockwork: the caller calls `sweep` and `settled`. */
  manual?: boolean;
}

export interface Folding {
  /** Events just committed to the log. */
  offer(events: readonly LogEvent[]): void;
  /** Resolves when everything offered so far, and all that is due, is folded and stored. */
  settled(): Promise<void>;
  /**
   * How many events more would still be folded soon. While there are none it waits, but not for ever: taking
   * events in slows down when they come faster than they are folded, and never stops.
   */
  room(): Promise<number>;
  /** How many streams wait, and how old the oldest of them is (ms; 0 when none waits). */
  lag(): { streams: number; oldestMs: number };
  /** Every event that was confirmed up to this instant (epoch ms) is in the facts; now, when nothing waits. */
  asOf(): Promise<number>;
  stop(): Promise<void>;
}

/** A folder of this process. */
export interface OwnFolding extends Folding {
  /** Renews and takes lanes, and puts what is due, or what others appended, into the backlog. */
  sweep(): Promise<void>;
}

/**
 * Folds what the log holds into facts, lane by lane. Design §2, step 3 and "Crash and take-over": nothing
 * is marked folded before its facts are stored, and whoever finds its lease gone after a write hands those
 * streams to the new holder.
 */
export async function startFolding(options: FoldingOptions): Promise<OwnFolding> {
  return Folder.start(options);
}
