import fc from 'fast-check';
import type { ColumnKind } from '../../core/sessions/columns.ts';
import { type Fact, type FactName, endReasons, factColumns, factNames, outcomes } from '../../core/sessions/facts.ts';
import type { FactRows } from './oracle.ts';

/** The stretch of time in which random rows lie; questions look at parts of it, and beyond. */
export const firstAt = Date.UTC(2026, 0, 30);
export const lastAt = Date.UTC(2026, 2, 3);

/** Instants come from a coarse grid, so that rows lie on the very edges of periods and buckets. */
export const gridMs = (lastAt - firstAt) / 96;
export const instant = fc.integer({ min: 0, max: 96 }).map((step) => firstAt + step * gridMs);

/** Values of columns that mean something; every other text is one of a few, hostile ones among them. */
const known: Readonly<Record<string, readonly string[]>> = {
  kind: ['agent', 'bot'],
  outcome: outcomes,
  endReason: ['', ...endReasons],
  closedBy: ['agent', 'bot', 'customer', 'system'],
  status: ['online', 'away', 'busy'],
  subject: ['conversation', 'reply', 'site'],
  scale: ['smiley3', 'stars5', 'nps'],
  family: ['csat', 'csat', 'nps'],
  ratedOwner: ['agent', 'bot', 'nobody'],
  vote: ['', 'up', 'down'],
};
export const texts = ['', 'a1', 'a2', "o'b\\", 'سارة', 'x\ty\n'];

const arbitraryOf: Record<ColumnKind, fc.Arbitrary<unknown>> = {
  string: fc.constantFrom(...texts),
  strings: fc.array(fc.constantFrom(...texts.slice(1)), { maxLength: 3 }),
  boolean: fc.boolean(),
  count: fc.nat({ max: 9 }),
  instant,
  'instant?': fc.option(instant),
  ms: fc.nat({ max: 40_000_000_000 }),
  'ms?': fc.option(fc.oneof(fc.nat({ max: 90_000 }), fc.nat({ max: 40_000_000_000 }), fc.constant(60_000))),
  number: fc.integer({ min: 0, max: 10 }),
  'number?': fc.option(fc.constantFrom(0, 25, 100 / 3, 50, 200 / 3, 75, 100)),
};

function rowOf(fact: FactName): fc.Arbitrary<unknown> {
  const columns: Readonly<Record<string, ColumnKind>> = factColumns[fact];
  const cells = Object.entries(columns).map(([column, kind]) => {
    const values = known[column];
    return [column, values === undefined ? arbitraryOf[kind] : fc.constantFrom(...values)] as const;
  });
  const row = fc.record(Object.fromEntries(cells));
  return fact === 'assignment' ? row.map(withOutcome) : row;
}

/** As the fold leaves them: an assignment has one of the ten outcomes unless its session is outbound. */
function withOutcome(row: Record<string, unknown>): Record<string, unknown> {
  return { ...row, outcome: row['outbound'] ? '' : row['outcome'] };
}

/** Rows of every fact, and what older versions and tombstones of rows there were before. */
export interface History {
  current: FactRows;
  /** Written first: some are replaced by a current row, the rest are deleted. */
  replaced: FactRows;
}

const rows = (maxLength: number) =>
  fc.record(Object.fromEntries(factNames.map((fact) => [fact, fc.array(rowOf(fact), { maxLength })])));

export const history = fc.record({ current: rows(14), replaced: rows(3) }) as fc.Arbitrary<History>;

/** A history's current rows as facts with keys. */
export function factsOf(factRows: FactRows): Fact[] {
  return factNames.flatMap((fact) => factRows[fact].map((row, i) => ({ fact, key: `k${i}`, row }) as Fact));
}
