import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kpiOf } from '../../core/kpis/kpis.ts';
import type { Viewer } from '../../core/kpis/question.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { oracle } from './oracle.ts';
import { type History, history } from './random-facts.ts';
import { question } from './random-questions.ts';
import { expectSame } from './same.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

/** A workspace of its own for each history: nothing is shared, nothing needs clearing. */
let workspaces = 0;
async function stored(facts: History): Promise<Viewer> {
  workspaces += 1;
  await writeHistory(engines.warehouse, workspaces, facts);
  return { workspaceId: workspaces, sees: 'everything' };
}

test(
  'the compiler and the oracle answer alike: any KPIs, by anything, filtered, bucketed',
  { timeout: 300_000 },
  async () => {
    const cases = fc.tuple(history, fc.array(question, { minLength: 6, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, questions]) => {
        const viewer = await stored(facts);
        for (const each of questions) {
          const answer = await ask(engines.warehouse.forWorkspace(viewer.workspaceId), each, viewer);
          expectSame(answer, oracle(facts.current, each), each);
        }
      }),
      { numRuns: 25, seed: 20_260_101, endOnFailure: true },
    );
  },
);

test(
  'assigned is the sum of its ten outcomes, in every period and filter, by anything',
  { timeout: 120_000 },
  async () => {
    const kpis = ['assigned', ...outcomes].map(kpiOf);
    const cases = fc.tuple(history, fc.array(question, { minLength: 8, maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, questions]) => {
        const viewer = await stored(facts);
        for (const each of questions) {
          const { rows, totals } = await ask(
            engines.warehouse.forWorkspace(viewer.workspaceId),
            { ...each, kpis },
            viewer,
          );
          for (const figures of [totals, ...rows.map((row) => row.figures)]) {
            const sum = outcomes.reduce((all, outcome) => all + (figures[outcome]?.n ?? 0), 0);
            expect(figures['assigned']?.n).toBe(sum);
          }
        }
      }),
      { numRuns: 10, seed: 7, endOnFailure: true },
    );
  },
);
