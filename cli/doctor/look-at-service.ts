import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { checkFacts, readDiagnosis } from '../../contract/routes/diagnosis.ts';
import { type Api, ApiProblem } from '../connection/api.ts';
import { type Finding, finding } from './finding.ts';

type Diagnosis = z.output<typeof readDiagnosis.answer>;

/** A clock that differs by more would put events into the wrong minute. */
const clockToleranceMs = 2_000;
const longLagMs = 60_000;

/** What a service says of itself and its engines. A key of a workspace may not ask that much. */
export async function lookAtService(api: Api): Promise<Finding[]> {
  const asked = Date.now();
  try {
    const diagnosis = readDiagnosis.answer.parse(await api.ask('/diagnosis'));
    return [
      ...lookAtEngines(diagnosis),
      lookAtClock(diagnosis, asked),
      lookAtLanes(diagnosis),
      ...lookAtAlarms(diagnosis),
    ];
  } catch (error) {
    return [unanswered(error)];
  }
}

function unanswered(error: unknown): Finding {
  if (error instanceof ApiProblem && (error.status === 401 || error.status === 403))
    return finding('note', 'cli.doctor.notOperator');
  return finding('bad', 'cli.doctor.noAnswer', { reason: error instanceof Error ? error.message : String(error) });
}

function lookAtEngines({ database, warehouse }: Diagnosis): Finding[] {
  return [
    finding('good', 'cli.doctor.engine', {
      name: 'PostgreSQL',
      version: database.version,
      migrations: database.migrations,
    }),
    finding('good', 'cli.doctor.engine', {
      name: 'ClickHouse',
      version: warehouse.version,
      migrations: warehouse.migrations,
    }),
  ];
}

function lookAtClock({ now, database, warehouse }: Diagnosis, asked: number): Finding {
  const furthest = [Date.parse(now) - asked, database.clockAheadMs, warehouse.clockAheadMs]
    .map(Math.abs)
    .reduce((most, ahead) => Math.max(most, ahead));
  return finding(furthest > clockToleranceMs ? 'note' : 'good', 'cli.doctor.clock', {
    seconds: Math.round(furthest / 1000),
  });
}

function lookAtLanes({ lanes }: Diagnosis): Finding {
  const { held, all, waitingStreams: streams, oldestWaitingMs } = lanes;
  const seconds = Math.round(oldestWaitingMs / 1000);
  if (held < all) return finding('note', 'cli.doctor.lanesFree', { held, all });
  return finding(oldestWaitingMs > longLagMs ? 'note' : 'good', 'cli.doctor.lanes', { streams, seconds });
}

const msPerHour = 3_600_000;

function lookAtAlarms({ now, alarms }: Diagnosis): Finding[] {
  if (alarms.length === 0) return [finding('good', 'cli.doctor.noAlarms')];
  return alarms.map(({ workspace, source, kind, since }) => {
    const hours = Math.floor((Date.parse(now) - Date.parse(since)) / msPerHour);
    return finding('note', `cli.doctor.alarms.${kind}`, { workspace, source, hours });
  });
}

const looksAtFacts = 3;
const foldingPauseMs = 1_000;

/**
 * `--facts`: each fact table against the list of what the fold has written. While a pass is stored they
 * differ for a moment, so a difference counts only if it is still there a little later.
 */
export async function lookAtFacts(api: Api): Promise<Finding[]> {
  try {
    let facts = await askFacts(api);
    for (let look = 1; look < looksAtFacts && facts.some(differs); look++) {
      await pause(foldingPauseMs);
      facts = await askFacts(api);
    }
    return facts.map((check) => {
      const { fact, rows, unlisted, missing, examples } = check;
      if (!differs(check)) return finding('good', 'cli.doctor.facts', { fact, rows });
      return finding('bad', 'cli.doctor.factsDiffer', { fact, rows, unlisted, missing, examples: examples.join(', ') });
    });
  } catch (error) {
    return [unanswered(error)];
  }
}

type FactChecks = z.output<typeof checkFacts.answer>['facts'];

async function askFacts(api: Api): Promise<FactChecks> {
  return checkFacts.answer.parse(await api.ask('/diagnosis/facts')).facts;
}

function differs({ unlisted, missing }: FactChecks[number]): boolean {
  return unlisted + missing > 0;
}

const longestFoldingMs = 60_000;

/** A service that has just started folds the last minute once more: waits for that, at most a minute. */
export async function awaitFolding(api: Api): Promise<void> {
  const deadline = Date.now() + longestFoldingMs;
  for (;;) {
    const { lanes } = readDiagnosis.answer.parse(await api.ask('/diagnosis'));
    if (lanes.waitingStreams === 0 || Date.now() > deadline) return;
    await pause(foldingPauseMs / 4);
  }
}
