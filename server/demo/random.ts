/** Random choices that a seed repeats exactly, on every machine. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  chance(probability: number): boolean;
  /** A number between the two, all alike. */
  between(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** One of the keys, in proportion to its weight. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
  /** A waiting time with this median: mostly near it, sometimes several times as long. */
  wait(median: number, spread?: number): number;
}

/** mulberry32: small, fast, good enough to look alive. Not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + (high - low) * next(),
    pick,
    weighted: (weights) => pickWeighted(weights, next()),
    wait: (median, spread = 0.7) => median * Math.exp(spread * normal(next)),
  };
}

/** A seed of its own for each part, so that adding to one part changes no other. */
export function subSeed(seed: number, part: string, index: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (const character of `${part}:${index}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function pickWeighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, share: number): K {
  const keys = Object.keys(weights) as K[];
  const total = keys.reduce((sum, key) => sum + (weights[key] ?? 0), 0);
  let left = share * total;
  for (const key of keys) {
    left -= weights[key] ?? 0;
    if (left < 0) return key;
  }
  throw new Error('no weight to pick by');
}

/** Box–Muller. */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
