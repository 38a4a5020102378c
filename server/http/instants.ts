/** An instant (epoch ms) as it leaves: ISO 8601, UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

type Written<T, K extends keyof T> = {
  [N in keyof T]: N extends K ? (T[N] extends number ? string : string | null) : T[N];
};

/** A row whose instants (epoch ms, or null) of these names leave as ISO 8601. */
export function withIso<T extends object, K extends keyof T>(row: T, names: readonly K[]): Written<T, K> {
  const written = { ...row } as Record<keyof T, unknown>;
  for (const name of names) if (typeof row[name] === 'number') written[name] = iso(row[name]);
  return written as Written<T, K>;
}

/** A period as it leaves. */
export function stretch({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: iso(from), to: iso(to) };
}
