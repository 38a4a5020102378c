import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kpiOf } from '../../core/kpis/kpis.ts';
import { type Answer, type Viewer, questionIn as overPeriod } from '../../core/kpis/question.ts';
import { outcomes } from '../../core/sessions/facts.ts';
import { ask } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { type OverPeriod, oracle } from './oracle.ts';
import { type History, history } from './random-facts.ts';
import { everyHourOf, questionIn } from './random-questions.ts';
import { type Window, historyIn, windows } from './windows.ts';
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

/** Histories and questions of one stretch of time, answered by the warehouse. */
function answered(
  window: Window,
  { numRuns, questions }: { numRuns: number; questions: number },
  check: (answer: Answer, facts: History, asked: OverPeriod) => void,
  narrowed: (asked: OverPeriod) => OverPeriod = (asked) => asked,
): Promise<void> {
  const cases = fc.tuple(history, fc.array(questionIn(window), { minLength: questions, maxLength: questions }));
  const property = fc.asyncProperty(cases, async ([random, list]) => {
    const facts = historyIn(window, random);
    const viewer = await stored(facts);
    for (const asked of [...list, everyHourOf(window)].map(narrowed)) {
      const question = overPeriod(asked, asked.period, asked.settings);
      check(await ask(engines.warehouse.forWorkspace(viewer.workspaceId), question, viewer), facts, asked);
    }
  });
  return fc.assert(property, { numRuns, seed: 20_260_101, endOnFailure: true });
}

test.each(windows)(
  'the compiler and the oracle answer alike: any question over $zone from $from on',
  { timeout: 120_000 },
  (window) =>
    answered(window, { numRuns: 2, questions: 5 }, (answer, facts, asked) =>
      expectSame(answer, oracle(facts.current, asked), asked),
    ),
);

test('assigned is the sum of its ten outcomes, in every period and filter, by anything', { timeout: 120_000 }, () => {
  const kpis = ['assigned', ...outcomes].map(kpiOf);
  return answered(
    windows[0],
    { numRuns: 4, questions: 8 },
    ({ rows, totals }) => {
      for (const figures of [totals, ...rows.map((row) => row.figures)]) {
        const sum = outcomes.reduce((all, outcome) => all + (figures[outcome]?.n ?? 0), 0);
        expect(figures['assigned']?.n).toBe(sum);
      }
    },
    (asked) => ({ ...asked, kpis }),
  );
});
