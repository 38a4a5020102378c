import type { Selectable } from 'kysely';
import type { ErasuresTable } from '../../database/tables/erasures.ts';
import { sameFigures } from './figures-print.ts';

/** An erasure and its receipt: what was removed where, and that no figure moved. Nothing in it names the person. */
export interface Erasure {
  id: number;
  /** The beginning of the keyed hash of his id: enough to tell two receipts apart, too little to find him by. */
  customer: string;
  askedAt: number;
  askedBy: string;
  state: 'waiting' | 'removing' | 'done';
  /** How many of each kind; empty while it waits. */
  removed: Record<string, number>;
  /** Streams and events whose own id names him: ids are what figures are counted by, and stay. */
  idsLeft: number;
  figures: FiguresProof | null;
  doneAt: number | null;
}

/** Fingerprints of every KPI's total over all time, and of the facts of the person's own streams. */
export interface FiguresProof {
  kpis: number;
  before: string;
  after: string | null;
  facts: number;
  factsBefore: string;
  factsAfter: string | null;
  /** Events of others that came in meanwhile: they may move totals. */
  eventsMeanwhile: number;
  equal: boolean | null;
}

export const erasureColumns = [
  'id',
  'customer_key',
  'asked_at',
  'asked_by',
  'state',
  'removed',
  'ids_left',
  'figures_before',
  'figures_after',
  'done_at',
] as const;

export type ErasureRow = Pick<Selectable<ErasuresTable>, (typeof erasureColumns)[number]>;

export function erasureOf(row: ErasureRow): Erasure {
  return {
    id: row.id,
    customer: row.customer_key.slice(0, 8),
    askedAt: row.asked_at,
    askedBy: row.asked_by,
    state: row.state,
    removed: row.removed,
    idsLeft: row.ids_left,
    figures: proofOf(row),
    doneAt: row.done_at,
  };
}

function proofOf({ figures_before: before, figures_after: after }: ErasureRow): FiguresProof | null {
  if (before === null) return null;
  return {
    kpis: before.kpis,
    before: before.totals,
    after: after?.totals ?? null,
    facts: before.facts,
    factsBefore: before.rows,
    factsAfter: after?.rows ?? null,
    eventsMeanwhile: after === null ? 0 : after.events - before.events,
    equal: after === null ? null : sameFigures(before, after),
  };
}
