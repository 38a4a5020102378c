import { type ColumnProfile, ColumnProfiler } from './column-profile.ts';
import { callsMapping } from './kinds/calls.ts';
import { type KnownColumn, KnownColumns, type MappingProblem, type SentEventMapping } from './kinds/columns.ts';
import { agentsMapping, customersMapping } from './kinds/people.ts';
import { ratingsMapping } from './kinds/ratings.ts';
import { sessionsMapping } from './kinds/sessions.ts';
import { type Meaning, meaningOfHeading } from './meanings.ts';
import type { SentMapping } from './schema.ts';
import { emptyWords } from './value-words.ts';

/** The kinds of tables that we know, the more telling first. */
export const tableKinds = ['calls', 'sessions', 'ratings', 'agents', 'customers'] as const;
export type TableKind = (typeof tableKinds)[number];

export interface RecognisedColumn {
  name: string;
  /** What it holds by its heading; null where we do not know. */
  meaning: Meaning | null;
  /** Whether the proposed mapping reads it. */
  used: boolean;
}

export interface Recognition {
  /** null where it is no table that we know. */
  kind: TableKind | null;
  /** What to read it with; null where there is no way. */
  mapping: SentMapping | null;
  columns: RecognisedColumn[];
  problems: MappingProblem[];
}

/** Gathers what a table's cells look like, row by row, for `recognise`. */
export class TableProfiler {
  readonly #columns: readonly { name: string; profiler: ColumnProfiler }[];
  readonly #empty = new Set<string>();

  constructor(columns: readonly string[]) {
    this.#columns = columns.map((name) => ({ name, profiler: new ColumnProfiler(emptyWords) }));
  }

  add(cells: readonly string[]): void {
    for (const [index, { profiler }] of this.#columns.entries()) {
      const cell = cells[index] ?? '';
      if (emptyWords.includes(cell.trim())) this.#empty.add(cell.trim());
      profiler.add(cell);
    }
  }

  profiles(): { columns: { name: string; profile: ColumnProfile }[]; empty: string[] } {
    const columns = this.#columns.map(({ name, profiler }) => ({ name, profile: profiler.profile() }));
    return { columns, empty: [...this.#empty] };
  }
}

/**
 * Proposes how to read a table, from its headings (Arabic, Persian, English) and from what its cells look like. Nothing
 * is guessed row by row: what the columns as a whole leave open is a problem that blocks, and somebody decides.
 * `today` (`2026-11-25`) is when people whom the table describes are described.
 */
export function recognise({ columns, empty }: ReturnType<TableProfiler['profiles']>, today: string): Recognition {
  const meant = columns.map(({ name }) => ({ name, meaning: meaningOfHeading(name) }));
  const byMeaning = new Map<Meaning, KnownColumn>();
  for (const [index, { meaning }] of meant.entries()) {
    const column = columns[index];
    if (meaning !== null && column !== undefined && !byMeaning.has(meaning)) byMeaning.set(meaning, column);
  }
  const found = firstKind(byMeaning, `${today}T00:00:00Z`);
  const used = found?.columns.used ?? new Set<string>();
  const described = meant.map(({ name, meaning }) => ({ name, meaning, used: used.has(name) }));
  if (found === null) {
    return { kind: null, mapping: null, columns: described, problems: [notRecognised] };
  }
  const { kind, events } = found;
  const mapping =
    events.length === 0 ? null : { ...decimalOf(columns, used), ...(empty.length > 0 && { empty }), events };
  return { kind, mapping, columns: described, problems: found.columns.problems };
}

const notRecognised: MappingProblem = { code: 'notRecognised', column: '', blocking: true, count: 0 };

const builders: Readonly<Record<TableKind, (columns: KnownColumns, today: string) => SentEventMapping[] | null>> = {
  calls: callsMapping,
  sessions: sessionsMapping,
  ratings: ratingsMapping,
  agents: agentsMapping,
  customers: customersMapping,
};

function firstKind(byMeaning: ReadonlyMap<Meaning, KnownColumn>, today: string) {
  for (const kind of tableKinds) {
    const columns = new KnownColumns(byMeaning);
    const events = builders[kind](columns, today);
    if (events !== null) return { kind, columns, events };
  }
  return null;
}

/** A comma before fractions, where columns that are read have some and no point. */
function decimalOf(columns: readonly KnownColumn[], used: ReadonlySet<string>): Pick<SentMapping, 'decimal'> {
  const read = columns.filter(({ name }) => used.has(name));
  const hasCommas = read.some(({ profile }) => profile.commas > 0);
  return hasCommas && read.every(({ profile }) => profile.points === 0) ? { decimal: ',' } : {};
}
