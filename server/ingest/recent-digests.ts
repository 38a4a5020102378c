import type { Known } from './plan-commit.ts';

/** How many of the newest digests are remembered at least; at most twice as many are. */
export const digestsRemembered = 2_000_000;

/**
 * The newest event digests (16 hex digits), to tell a repeated delivery from a new one. Two generations
 * of open addressing in typed arrays, 8 bytes a slot and at most three quarters full: 43 MB when both
 * are full. A full generation takes the place of the one before, which is forgotten.
 */
export class RecentDigests {
  readonly #capacity: number;
  #current: Generation;
  #before: Generation;

  constructor(capacity = digestsRemembered) {
    this.#capacity = capacity;
    this.#current = new Generation(capacity);
    this.#before = new Generation(capacity);
  }

  /** Whether an event came by the same way before (the same import, or none), only by another, or not at all. */
  knownAs(digest: string, importId: number): Known {
    if (this.#has(digest, importId)) return 'alike';
    return this.#has(digest, anyImport) || (importId !== 0 && this.#has(digest, 0)) ? 'otherwise' : 'no';
  }

  add(digest: string, importId = 0): void {
    this.#add(digest, importId);
    if (importId !== 0) this.#add(digest, anyImport);
  }

  /** The import was undone. What another one brought as well may count as new once more; nothing else comes of it. */
  forget(digest: string, importId: number): void {
    for (const way of [importId, anyImport]) {
      for (const generation of [this.#current, this.#before]) {
        generation.forget(highPart(digest, way), lowPart(digest, way));
      }
    }
  }

  #has(digest: string, importId: number): boolean {
    const high = highPart(digest, importId);
    const low = lowPart(digest, importId);
    return this.#current.has(high, low) || this.#before.has(high, low);
  }

  #add(digest: string, importId: number): void {
    if (this.#current.count >= this.#capacity) {
      [this.#current, this.#before] = [this.#before, this.#current];
      this.#current.clear();
    }
    this.#current.add(highPart(digest, importId), lowPart(digest, importId));
  }

  /** How many are remembered now. */
  get size(): number {
    return this.#current.count + this.#before.count;
  }
}

/** In place of an import's number: brought by some import. */
const anyImport = 0xffffffff;

/** Both halves of a place that was given up. */
const forgotten = 0xffffffff;

class Generation {
  readonly #slots: number;
  /** Pairs (high, low); (0, 0) marks a free slot. */
  readonly #pairs: Uint32Array;
  count = 0;

  constructor(capacity: number) {
    this.#slots = Math.ceil((capacity * 4) / 3) + 1;
    this.#pairs = new Uint32Array(this.#slots * 2);
  }

  has(high: number, low: number): boolean {
    return this.#pairs[this.#place(high, low)] !== 0;
  }

  add(high: number, low: number): void {
    const place = this.#place(high, low);
    if (this.#pairs[place] !== 0) return;
    this.#pairs[place] = high;
    this.#pairs[place + 1] = low;
    this.count++;
  }

  /** Leaves a mark in its place, so that what lies behind it is still found. */
  forget(high: number, low: number): void {
    const place = this.#place(high, low);
    if (this.#pairs[place] === 0) return;
    this.#pairs[place] = forgotten;
    this.#pairs[place + 1] = forgotten;
  }

  clear(): void {
    this.#pairs.fill(0);
    this.count = 0;
  }

  /** Where the pair is, or the free place it belongs to. */
  #place(high: number, low: number): number {
    let slot = low % this.#slots;
    for (;;) {
      const place = slot * 2;
      const found = this.#pairs[place];
      if (found === 0 || (found === high && this.#pairs[place + 1] === low)) return place;
      slot = slot + 1 === this.#slots ? 0 : slot + 1;
    }
  }
}

/** Never 0, which marks a free slot: one digest in four thousand million shares its place with another. */
function highPart(digest: string, importId: number): number {
  return (Number.parseInt(digest.slice(0, 8), 16) ^ Math.imul(importId, 0x9e3779b1)) >>> 0 || 1;
}

function lowPart(digest: string, importId: number): number {
  return (Number.parseInt(digest.slice(8), 16) ^ Math.imul(importId, 0x85ebca6b)) >>> 0;
}
