import type { ColumnProfile } from '../column-profile.ts';
import type { Meaning } from '../meanings.ts';
import type { SentMapping } from '../schema.ts';

type SentEventMapping = SentMapping['events'][number];
export type SentField = NonNullable<SentEventMapping['fields']>[string];
export type SentFields = Record<string, SentField>;
export type SentTime = SentEventMapping['at'];
export type { SentEventMapping };

export interface KnownColumn {
  name: string;
  profile: ColumnProfile;
}

/** What stands in the way of reading a table, or is to be known of it. `blocking`: somebody must decide first. */
export interface MappingProblem {
  code:
    | 'notRecognised'
    | 'dateOrderOpen'
    | 'dateOrdersMixed'
    | 'calendarsMixed'
    | 'datesUnreadable'
    | 'scaleOpen'
    | 'scaleUnknown'
    | 'channelsUnknown';
  blocking: boolean;
  column: string;
  /** Cells it is about, where they were counted. */
  count: number;
}

/** The columns of a table by what they hold, and what became clear while they were put to use. */
export class KnownColumns {
  readonly problems: MappingProblem[] = [];
  /** Names of the columns that the mapping reads. */
  readonly used = new Set<string>();
  readonly #byMeaning: ReadonlyMap<Meaning, KnownColumn>;

  constructor(byMeaning: ReadonlyMap<Meaning, KnownColumn>) {
    this.#byMeaning = byMeaning;
  }

  has(...meanings: Meaning[]): boolean {
    return meanings.some((meaning) => this.#byMeaning.has(meaning));
  }

  /** The first of these that the table has, noted as used. */
  take(...meanings: Meaning[]): KnownColumn | undefined {
    const found = meanings.map((meaning) => this.#byMeaning.get(meaning)).find((column) => column !== undefined);
    if (found) this.used.add(found.name);
    return found;
  }

  name(...meanings: Meaning[]): string | undefined {
    return this.take(...meanings)?.name;
  }

  /** A field for each of these meanings that the table has. */
  fields(wanted: Readonly<Record<string, readonly Meaning[]>>): SentFields {
    return Object.fromEntries(
      Object.entries(wanted).flatMap(([field, meanings]) => {
        const column = this.name(...meanings);
        return column === undefined ? [] : [[field, { column }]];
      }),
    );
  }

  note(code: MappingProblem['code'], column: string, blocking: boolean, count = 0): void {
    const isKnown = this.problems.some((problem) => problem.code === code && problem.column === column);
    if (!isKnown) this.problems.push({ code, column, blocking, count });
  }
}
