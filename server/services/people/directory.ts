/** Ids that were joined into others, and beside them the people they belong to: for the engine's `transform`. */
export function directory(others: ReadonlyMap<string, readonly string[]>): { others: string[]; people: string[] } {
  const pairs = [...others].flatMap(([person, ids]) => ids.map((id) => [id, person] as const));
  // The engine does not take an empty directory; no id is ''.
  if (pairs.length === 0) return { others: [''], people: [''] };
  return { others: pairs.map(([id]) => id), people: pairs.map(([, person]) => person) };
}
