import { type FactName, factColumns, factSpecs } from '../../core/sessions/facts.ts';

/** A fact's column as its table names it: snake_case, and `at` for the column that places it in time. */
export function sqlColumn(fact: FactName, column: string): string {
  if (!Object.hasOwn(factColumns[fact], column)) throw new Error(`${fact} has no column ${column}`);
  if (column === factSpecs[fact].at) return 'at';
  return column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Whether the column may be null: nobody measured it, or it has not happened yet. */
export function isNullable(fact: FactName, column: string): boolean {
  const kinds: Readonly<Record<string, string>> = factColumns[fact];
  return kinds[column]?.endsWith('?') ?? false;
}
