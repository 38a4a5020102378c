import { createHash } from 'node:crypto';
import type { Answer, Filters, Question, Viewer } from '../../core/kpis/question.ts';
import { ask } from './ask.ts';
import type { ScopedWarehouse } from './warehouse.ts';

export interface AnswerLimits {
  entries: number;
  /** Of all answers together, and (a quarter of it) of the largest that is kept. */
  bytes: number;
}

const defaultLimits: AnswerLimits = { entries: 1_000, bytes: 64 * 1024 * 1024 };

interface Kept {
  workspaceId: number;
  answer: Promise<Answer>;
  /** 0 while it is computed. */
  bytes: number;
}

/**
 * Answers equal questions once for as long as the facts stay as they are. Whoever asks while an equal
 * question is computed shares its answer; a failed one is not kept. An answer depends on the facts and
 * the question alone (periods are instants by then), so it goes when its workspace's facts change, and all
 * go, and nothing is shared, while changes might be missed.
 */
export class Answers {
  /** Least recently used first: a Map keeps the order of insertion. */
  private readonly kept = new Map<string, Kept>();
  private readonly limits: AnswerLimits;
  private bytes = 0;
  private hears = false;

  constructor(limits: AnswerLimits = defaultLimits) {
    this.limits = limits;
  }

  async ask(warehouse: ScopedWarehouse, question: Question, viewer: Viewer): Promise<Answer> {
    if (!this.hears) return ask(warehouse, question, viewer);
    const key = keyOf(warehouse.workspaceId, question, viewer);
    const known = this.kept.get(key);
    if (known === undefined) return this.compute(key, warehouse, question, viewer);
    this.kept.delete(key);
    this.kept.set(key, known);
    return known.answer;
  }

  connected(): void {
    this.hears = true;
  }

  lost(): void {
    this.hears = false;
    this.kept.clear();
    this.bytes = 0;
  }

  factsChanged(workspaceId: number): void {
    for (const [key, kept] of this.kept) if (kept.workspaceId === workspaceId) this.drop(key, kept);
  }

  private async compute(key: string, warehouse: ScopedWarehouse, question: Question, viewer: Viewer): Promise<Answer> {
    const entry: Kept = { workspaceId: warehouse.workspaceId, answer: ask(warehouse, question, viewer), bytes: 0 };
    this.kept.set(key, entry);
    this.evict();
    try {
      const answer = await entry.answer;
      this.weigh(key, entry, bytesOf(answer));
      return answer;
    } catch (error) {
      this.drop(key, entry);
      throw error;
    }
  }

  /** What was dropped while it was computed stays out: the facts it saw may be those of before. */
  private weigh(key: string, entry: Kept, bytes: number): void {
    if (this.kept.get(key) !== entry) return;
    if (bytes > this.limits.bytes / 4) return this.drop(key, entry);
    entry.bytes = bytes;
    this.bytes += bytes;
    this.evict();
  }

  private drop(key: string, entry: Kept): void {
    if (this.kept.get(key) !== entry) return;
    this.kept.delete(key);
    this.bytes -= entry.bytes;
  }

  private evict(): void {
    for (const [key, entry] of this.kept) {
      if (this.kept.size <= this.limits.entries && this.bytes <= this.limits.bytes) return;
      this.drop(key, entry);
    }
  }
}

/** The same for questions that have the same answer; KPIs go by id: the id is the definition. */
function keyOf(workspaceId: number, question: Question, viewer: Viewer): string {
  const { kpis, by, filters, not = [], period, buckets = null, clock = null, periodBy = null } = question;
  const which = [kpis.map(({ id }) => id), by, sorted(filters), not.toSorted()];
  const parts = [workspaceId, viewer, which, period.from, period.to, buckets, clock, periodBy];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function sorted(filters: Filters): [string, readonly string[]][] {
  return Object.entries(filters)
    .map(([dimension, values]): [string, readonly string[]] => [dimension, values.toSorted()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Rough size in memory: a figure is an object with an interval. */
function bytesOf({ rows }: Answer): number {
  const figures = Object.keys(rows[0]?.figures ?? {}).length;
  const keys = rows.reduce((sum, row) => sum + row.keys.reduce((length, key) => length + key.length, 0), 0);
  return 2_000 + rows.length * (100 + figures * 150) + keys * 2;
}
