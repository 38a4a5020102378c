import type { SqlParams } from './warehouse.ts';

/** The values of a statement: text refers to them by placeholder, so no value is ever part of SQL. */
export interface Params {
  /** Placeholder of a value, e.g. `{p3:String}`; equal values share one. */
  add(type: string, value: unknown): string;
  readonly values: SqlParams;
}

export function createParams(): Params {
  const values: Record<string, unknown> = {};
  const placeholders = new Map<string, string>();
  return {
    values,
    add(type, value) {
      const key = JSON.stringify([type, value]);
      const known = placeholders.get(key);
      if (known !== undefined) return known;
      const name = `p${placeholders.size}`;
      values[name] = value;
      placeholders.set(key, `{${name}:${type}}`);
      return `{${name}:${type}}`;
    },
  };
}
