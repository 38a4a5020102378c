import type { ScopedSchema } from '../../database/scoped-tables.ts';
import { contactDetails } from './erase-contact-details.ts';
import { deadLetters } from './erase-dead-letters.ts';
import { refusedRows } from './erase-refused-rows.ts';
import { texts } from './erase-texts.ts';
import type { ErasingPorts, Person } from './person.ts';

/** Removes one kind of what is held about a person. Both parts may run again after a cut: what is gone stays gone. */
export interface Eraser {
  /** What it removes; stands in receipts. */
  name: string;
  /** Warehouse tables from which it removes: what they replaced is taken off the disk afterwards. */
  tables: readonly string[];
  /** The same in PostgreSQL; absent: none. */
  databaseTables?: readonly (keyof ScopedSchema)[];
  /** Finds what is to go and says how much it is; the person's streams are listed in `erasing` by then. */
  find(person: Person, ports: ErasingPorts): Promise<number>;
  remove(person: Person, ports: ErasingPorts): Promise<void>;
}

/**
 * Every place that holds something about a person. Whoever stores words of people in a place of its own adds an
 * eraser here. Contact details go last: until then an erasure that was cut off can still find the rest by them.
 */
export const erasers: readonly Eraser[] = [texts, deadLetters, refusedRows, contactDetails];
