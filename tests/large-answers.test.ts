import { expect, test } from 'vitest';
import { RidaError } from '../core/errors.ts';
import { kpiOf } from '../core/kpis/kpis.ts';
import type { Question } from '../core/kpis/question.ts';
import { ask } from '../server/warehouse/ask.ts';
import { useEngines } from './support/engines.ts';

const engines = useEngines();

const question: Question = {
  kpis: ['onlineHours', 'assigned'].map(kpiOf),
  by: ['agent'],
  filters: {},
  period: { from: 0, to: 86_400_000 },
};

/** So many agents who were online, each with a session of his own: one row each, of two facts. */
async function askAbout(agents: number) {
  const workspaceId = agents;
  await engines.warehouse.command(
    'fold',
    `INSERT INTO presence (workspace_id, at, stream, key, version, agent_id, status, status_ms)
     SELECT ${workspaceId}, fromUnixTimestamp64Milli(toInt64(0), 'UTC'), toString(number), 'k', 1, toString(number), 'online', 900000
     FROM numbers(${agents})`,
  );
  await engines.warehouse.command(
    'fold',
    `INSERT INTO assignments (workspace_id, at, stream, key, version, agent_id)
     SELECT ${workspaceId}, fromUnixTimestamp64Milli(toInt64(0), 'UTC'), toString(number), 'k', 1, toString(number)
     FROM numbers(${agents})`,
  );
  return ask(engines.warehouse.forWorkspace(workspaceId), question, { workspaceId, sees: 'everything' });
}

test('an answer of nearly 20,000 rows, each put together from two facts, is given', async () => {
  const { rows, totals } = await askAbout(19_998);
  expect(rows).toHaveLength(19_998);
  expect(rows.every(({ figures }) => figures['assigned']?.value === 1 && figures['onlineHours']?.value === 0.25)).toBe(
    true,
  );
  expect(totals['assigned']?.value).toBe(19_998);
});

test('one of 20,000 is refused, and the engine answers on', async () => {
  await expect(askAbout(20_000)).rejects.toThrow(new RidaError('answerTooLarge', { rows: 20_000 }));
  expect((await askAbout(3)).rows).toHaveLength(3);
});
