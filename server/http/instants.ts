/** An instant (epoch ms) as it leaves: ISO 8601, UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** A period as it leaves. */
export function stretch({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: iso(from), to: iso(to) };
}
