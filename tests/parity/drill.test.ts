import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../../contract/cell.ts';
import type { Period } from '../../core/calendar/units.ts';
import {
  type ClockDimension,
  type Dimension,
  clockDimensions,
  clockValues,
  dimensions,
} from '../../core/kpis/dimensions.ts';
import { seesEverything } from '../../core/people/roles.ts';
import { kpiOf } from '../../core/kpis/kpis.ts';
import type { Context } from '../../server/context.ts';
import { ScopedDatabase } from '../../server/database/scoped.ts';
import { askCells } from '../../server/services/reports/cells.ts';
import { type DrillQuery, drill } from '../../server/services/reports/drill.ts';
import type { Compared } from '../../server/services/reports/frame.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { history } from './random-facts.ts';
import type { OverPeriod } from './oracle.ts';
import { questionIn } from './random-questions.ts';
import { historyIn, windows } from './windows.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

type Opened = Pick<Cell, 'value' | 'n' | 'drill'>;

let workspaces = 1_000;
function nextContext(): Context {
  workspaces += 1;
  const warehouse = engines.warehouse.forWorkspace(workspaces);
  return {
    workspace: { id: workspaces, name: 'w', zone: 'Africa/Cairo', locale: 'ar', demo: false, secret: '' },
    actor: { kind: 'local', id: 'local', scopes: [], sight: seesEverything },
    now: () => Date.UTC(2026, 10, 22),
    log: engines.log,
    database: new ScopedDatabase(engines.db, workspaces),
    warehouse,
    ask: (question, viewer) => ask(warehouse, question, viewer),
    asOf: async () => 0,
  };
}

/** What a period is compared with may be any other: here the same length right before and after. */
function comparedWith({ from, to }: Period): Compared[] {
  return [
    { as: 'before', comparison: 'before', period: { from: from - (to - from), to: from } },
    { as: 'lastYear', comparison: 'lastYear', period: { from: to, to: to + (to - from) } },
  ];
}

test.each(windows.filter((_window, i) => i % 2 === 0))(
  'every figure opens to exactly n rows, whatever it is asked by, however long the pages: $zone from $from on',
  { timeout: 120_000 },
  async (window) => {
    const cases = fc.tuple(
      history,
      fc.array(questionIn(window), { minLength: 3, maxLength: 3 }),
      fc.nat(),
      fc.integer({ min: 1, max: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([random, questions, pick, limit]) => {
        const context = nextContext();
        await writeHistory(engines.warehouse, context.workspace.id, historyIn(window, random));
        for (const { period, settings, ...asked } of questions.filter(isAskable)) {
          const frame = { period, compared: comparedWith(period), periodBy: asked.periodBy, settings };
          const { rows, totals } = await askCells(asked, frame, context);
          const cells = [totals, ...rows.map((row) => row.cells)].flatMap((row) => Object.entries(row));
          for (const [id, cell] of sampled(cells.flatMap(alone), pick)) await expectOpens(id, cell, limit, context);
        }
      }),
      { numRuns: 2, seed: 11, endOnFailure: true },
    );
  },
);

/** A cell and those that it is compared with: all can be opened. */
function alone([id, cell]: [string, Cell]): [string, Opened][] {
  const earlier = [cell.before, cell.lastYear].filter((each) => each !== undefined);
  return [cell, ...earlier].map((each) => [id, each]);
}

/** No period at all, filters of no values and hours that no clock shows cannot be asked for: they are refused. */
function isAskable({ by, filters, not = [], period }: OverPeriod): boolean {
  const isShown = (dimension: ClockDimension) =>
    filters[dimension]?.every((value) => clockValues[dimension].includes(value)) ?? true;
  return (
    period.from < period.to &&
    Object.values(filters).every((values) => values.length > 0) &&
    clockDimensions.every(isShown) &&
    !(by.includes('tag') && not.includes('tag'))
  );
}

/** Some of the cells, those with rows before those without. */
function sampled(cells: readonly [string, Opened][], pick: number): [string, Opened][] {
  const full = cells.filter(([, cell]) => cell.n > 0);
  const from = full.length === 0 ? cells : full;
  const first = pick % Math.max(from.length, 1);
  return [...from.slice(first, first + 3), ...from.slice(0, 3)];
}

async function expectOpens(id: string, cell: Opened, limit: number, context: Context): Promise<void> {
  if (cell.drill === null) return expect(cell.n).toBe(0);
  const { query, values } = await readAll(cell.drill, limit, context);
  expect([id, query, values.length]).toEqual([id, query, cell.n]);
  if (kpiOf(id).measure.kind === 'share' && cell.value !== null) {
    expect(values.filter((value) => value === 1)).toHaveLength(Math.round(cell.value * cell.n));
  }
}

/** All pages of an address, as a client would walk them. */
async function readAll(address: string, limit: number, context: Context) {
  const url = new URL(address, 'http://localhost');
  const kpiId = /^\/api\/v1\/kpis\/([^/]+)\/rows$/.exec(url.pathname)?.[1] ?? '';
  const filters = dimensions.filter((dimension) => url.searchParams.has(dimension));
  const query: DrillQuery & Record<string, unknown> = {
    kpiId,
    from: url.searchParams.get('from') ?? '',
    to: url.searchParams.get('to') ?? '',
    periodBy: url.searchParams.get('periodBy') ?? undefined,
    zone: url.searchParams.get('zone') ?? undefined,
    not: url.searchParams.getAll('not') as Dimension[],
    by: url.searchParams.getAll('by') as Dimension[],
    ...Object.fromEntries(filters.map((dimension) => [dimension, url.searchParams.getAll(dimension)])),
    limit,
  };
  const values: (number | null)[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await drill({ ...query, cursor }, context);
    values.push(...page.rows.map(({ value }) => value));
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    cursor = page.nextCursor;
  }
  return { query, values };
}
