/**
 * The text as every store can hold it. All is kept as written, joiners and direction marks included;
 * only NUL and lone surrogates become U+FFFD.
 */
export function storableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\ufffd') : whole;
}

/**
 * A JSON value with every text in it, keys included, as every store can hold it. Objects come back
 * without a prototype, so `__proto__` is a key like any other, and with sorted keys, so that equal
 * values have equal texts; where keys become equal the last counts.
 * The caller bounds the depth (see `deeperThan`).
 */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).toSorted()) {
    kept[storableText(key)] = storableJson(Reflect.get(value, key));
  }
  return kept;
}

/** True when arrays and objects lie in each other more than `levels` deep. Never recurses further. */
export function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => deeperThan(inner, levels - 1));
}
