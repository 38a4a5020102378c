/**
 * Kind of a column. `instant` = epoch milliseconds; `ms` = a duration in whole milliseconds; `?` = null
 * when nobody measured it (never 0). Strings use '' for "none".
 */
export type ColumnKind =
  | 'string'
  | 'strings'
  | 'boolean'
  | 'count'
  | 'instant'
  | 'instant?'
  | 'ms'
  | 'ms?'
  | 'number'
  | 'number?';

type ValueOf<K extends ColumnKind> = K extends 'string'
  ? string
  : K extends 'strings'
    ? string[]
    : K extends 'boolean'
      ? boolean
      : K extends 'count' | 'instant' | 'ms' | 'number'
        ? number
        : number | null;

/** A row of such columns. */
export type RowOf<C extends Record<string, ColumnKind>> = { -readonly [N in keyof C]: ValueOf<C[N]> };
