/** What a caller still has. */
export interface Allowance {
  allowed: boolean;
  /** Whole requests that are left. */
  remaining: number;
  /** Seconds until all are there again. */
  resetSeconds: number;
  /** Seconds until the next one is allowed; 0 where one is. */
  retrySeconds: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Most callers remembered; beyond that the one unseen for longest is forgotten, and starts full. */
const mostCallers = 50_000;

/**
 * Requests a minute, by caller: a bucket holds a minute's requests and fills evenly. In the memory of this
 * process; a bucket is not there until somebody asks, and need not be once it is full.
 */
export class TokenBuckets {
  readonly #perMinute: number;
  /** The one asked for longest ago first. */
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  get perMinute(): number {
    return this.#perMinute;
  }

  /** Takes one request from a caller's bucket at `now` (epoch ms); an empty one gives none and stays as it is. */
  take(caller: string, now: number): Allowance {
    const perMs = this.#perMinute / 60_000;
    const before = this.#buckets.get(caller) ?? { tokens: this.#perMinute, at: now };
    // A clock that was set back must not empty a bucket.
    const filled = Math.min(this.#perMinute, before.tokens + Math.max(0, now - before.at) * perMs);
    const allowed = filled >= 1;
    const tokens = allowed ? filled - 1 : filled;
    this.#remember(caller, { tokens, at: now });
    return {
      allowed,
      remaining: Math.floor(tokens),
      resetSeconds: Math.ceil((this.#perMinute - tokens) / perMs / 1000),
      retrySeconds: allowed ? 0 : Math.ceil((1 - tokens) / perMs / 1000),
    };
  }

  #remember(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size <= mostCallers) return;
    const [oldest = ''] = this.#buckets.keys();
    this.#buckets.delete(oldest);
  }
}
