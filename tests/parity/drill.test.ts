import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cell } from '../../contract/cell.ts';
import { seesEverything } from '../../core/people/roles.ts';
import { type Dimension, dimensions } from '../../core/kpis/dimensions.ts';
import { kpiOf } from '../../core/kpis/kpis.ts';
import type { Question } from '../../core/kpis/question.ts';
import type { Context } from '../../server/context.ts';
import { ScopedDatabase } from '../../server/database/scoped.ts';
import { askCells } from '../../server/services/reports/cells.ts';
import { type DrillQuery, drill } from '../../server/services/reports/drill.ts';
import type { Frame } from '../../server/services/reports/frame.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { history } from './random-facts.ts';
import { question } from './random-questions.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

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

test(
  'every figure opens to exactly n rows, whatever it is asked by, however long the pages',
  { timeout: 300_000 },
  async () => {
    const cases = fc.tuple(
      history,
      fc.array(question, { minLength: 3, maxLength: 3 }),
      fc.nat(),
      fc.integer({ min: 1, max: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, questions, pick, limit]) => {
        const context = nextContext();
        await writeHistory(engines.warehouse, context.workspace.id, facts);
        for (const each of questions.filter(isAskable)) {
          const frame: Frame = {
            period: each.period,
            comparedWith: null,
            periodBy: each.periodBy,
            settings: { zone: 'Africa/Cairo', calendar: 'gregory', weekStart: 6 },
          };
          const { rows, totals } = await askCells(each, frame, context);
          const cells = [totals, ...rows.map((row) => row.cells)].flatMap((row) => Object.entries(row));
          for (const [id, cell] of sampled(cells, pick)) await expectOpens(id, cell, limit, context);
        }
      }),
      { numRuns: 15, seed: 11, endOnFailure: true },
    );
  },
);

/** A filter of no values at all cannot be asked for: the contract refuses it. */
function isAskable({ filters }: Question): boolean {
  return Object.values(filters).every((values) => values.length > 0);
}

/** Some of the cells, those with rows before those without. */
function sampled(cells: readonly [string, Cell][], pick: number): [string, Cell][] {
  const full = cells.filter(([, cell]) => cell.n > 0);
  const from = full.length === 0 ? cells : full;
  const first = pick % Math.max(from.length, 1);
  return [...from.slice(first, first + 3), ...from.slice(0, 3)];
}

async function expectOpens(id: string, cell: Cell, limit: number, context: Context): Promise<void> {
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
