import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dimensionColumns } from '../../core/kpis/dimensions.ts';
import { kpiOf, kpis } from '../../core/kpis/kpis.ts';
import {
  type Filters,
  type Question,
  type Viewer,
  factsOf,
  questionIn as overPeriod,
} from '../../core/kpis/question.ts';
import { viewerOf } from '../../core/kpis/viewer.ts';
import { ratingVisibilities } from '../../core/people/rating-policy.ts';
import { roles, type Sight, sightOf } from '../../core/people/roles.ts';
import { ask, askRows } from '../../server/warehouse/ask.ts';
import { useEngines } from '../support/engines.ts';
import { expectSame } from './same.ts';
import { type OverPeriod, oracle } from './oracle.ts';
import { type History, history, texts } from './random-facts.ts';
import { questionIn } from './random-questions.ts';
import { historyIn, windows } from './windows.ts';
import { writeHistory } from './write-facts.ts';

const engines = useEngines();

let workspaces = 5_000;
async function stored(facts: History): Promise<number> {
  workspaces += 1;
  await writeHistory(engines.warehouse, workspaces, facts);
  return workspaces;
}

const ids = fc.uniqueArray(fc.constantFrom(...texts.slice(1)), { maxLength: 2 });
const visibility = fc.constantFrom(...ratingVisibilities);

/** Anybody: any role, any teams and ids, any policy. */
const sight: fc.Arbitrary<Sight> = fc
  .record({
    role: fc.constantFrom(...roles),
    teamIds: ids,
    agentIds: ids,
    ratingPolicy: fc.record({
      conversations: visibility,
      terminals: visibility,
      sources: fc.dictionary(fc.constantFrom('a1', 'a2'), visibility, { maxKeys: 2 }),
    }),
  })
  .map(({ role, ...own }) => sightOf(role, own));

const [window] = windows;
const question = questionIn(window);
const placed = history.map((facts) => historyIn(window, facts));

const over = (asked: OverPeriod): Question => overPeriod(asked, asked.period, asked.settings);
const asking = (viewer: Viewer, each: Question) =>
  ask(engines.warehouse.forWorkspace(viewer.workspaceId), each, viewer);

test(
  'the compiler and the oracle answer everybody alike, whatever his role, teams, ids and policy',
  { timeout: 300_000 },
  async () => {
    const cases = fc.tuple(placed, fc.array(fc.tuple(question, sight), { minLength: 8, maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, asked]) => {
        const workspaceId = await stored(facts);
        for (const [each, who] of asked) {
          expectSame(await asking(viewerOf(workspaceId, who), over(each)), oracle(facts.current, each, who), each);
        }
      }),
      { numRuns: 8, seed: 4, endOnFailure: true },
    );
  },
);

test(
  'an answer is that of the same question filtered by hand to what one sees, and so are the rows behind it',
  { timeout: 300_000 },
  async () => {
    const cases = fc.tuple(placed, fc.array(fc.tuple(question, ids, fc.boolean()), { minLength: 6, maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([facts, asked]) => {
        const workspaceId = await stored(facts);
        for (const [each, own, isSupervisor] of asked) {
          const who = isSupervisor
            ? sightOf('supervisor', { teamIds: own, agentIds: [] })
            : sightOf('employee', { teamIds: [], agentIds: own });
          const dimension = isSupervisor ? 'team' : 'agent';
          const viewer = viewerOf(workspaceId, who);
          const comparable = each.kpis.filter((kpi) =>
            factsOf(kpi).every(
              (fact) => dimensionColumns[fact][dimension] !== undefined && !['rating', 'invitation'].includes(fact),
            ),
          );
          if (comparable.length === 0 || own.length === 0 || each.not?.includes(dimension)) continue;
          const asItIs = { ...each, kpis: comparable };
          const already = each.filters[dimension];
          const filters: Filters = {
            ...each.filters,
            [dimension]: already === undefined ? own : own.filter((id) => already.includes(id)),
          };
          const byHand = { ...asItIs, filters };
          const everything: Viewer = { workspaceId, sees: 'everything' };
          expectSame(await asking(viewer, over(asItIs)), await asking(everything, over(byHand)), asItIs);
          const [kpi = kpiOf('assigned')] = comparable;
          const rows = (seen: Viewer, { kpis: _kpis, ...narrowed }: Question) =>
            askRows(engines.warehouse.forWorkspace(workspaceId), { kpi, ...narrowed }, seen, {
              after: null,
              limit: 1_000,
            });
          expect(await rows(viewer, over(asItIs))).toEqual(await rows(everything, over(byHand)));
        }
      }),
      { numRuns: 8, seed: 5, endOnFailure: true },
    );
  },
);

test('who has no team and no id sees no figure, and no row', async () => {
  const [facts] = fc.sample(history, { numRuns: 1, seed: 1 });
  if (facts === undefined) throw new Error('no history');
  const workspaceId = await stored(facts);
  const nobody = sightOf('employee', { teamIds: [], agentIds: [''] });
  const viewer = viewerOf(workspaceId, nobody);
  const period = { from: 0, to: 4_000_000_000_000 };
  const { rows, totals } = await asking(viewer, { kpis, by: ['channel'], filters: {}, period });
  expect(rows).toEqual([]);
  expect(new Set(Object.values(totals).map(({ reason }) => reason))).toEqual(new Set(['notAllowed', 'notEnabled']));
  for (const kpi of kpis) {
    const page = { after: null, limit: 10 };
    expect(
      await askRows(engines.warehouse.forWorkspace(workspaceId), { kpi, by: [], filters: {}, period }, viewer, page),
    ).toEqual([]);
  }
});
