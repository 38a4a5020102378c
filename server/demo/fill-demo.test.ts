import { beforeAll, describe, expect, test } from 'vitest';
import { useEngines } from '../../tests/support/engines.ts';
import { foldedElsewhere } from '../ingest/folding/as-of.ts';
import { startIntake } from '../ingest/intake.ts';
import type { Intake } from '../ingest/types.ts';
import { type DemoPorts, fillDemo } from './fill-demo.ts';
import { generateDemo } from './generate.ts';
import { makeFirstWorkspace } from './first-workspace.ts';

const engines = useEngines();
// the demo's year ends when PostgreSQL says that its workspace was made
const now = Date.now;

let ports: DemoPorts;
beforeAll(() => {
  const { db, warehouse, log } = engines;
  const intake: Intake = startIntake({ warehouse, now, log });
  ports = {
    db,
    intake,
    now,
    folding: foldedElsewhere(db),
  };
  return () => intake.stop();
});

const workspaces = () => engines.db.selectFrom('workspaces').select(['id', 'name', 'demo']).execute();
const eventsInLog = async () => {
  const [row] = await engines.warehouse.rows<[number]>(
    'report',
    'SELECT toUInt32(uniqExact(stream, source, id)) FROM events',
  );
  return row?.[0];
};
function* shortDemo(end: number) {
  let count = 0;
  for (const events of generateDemo(end)) {
    if ((count += events.length) > 12_000) return;
    yield events;
  }
}

const fill = async (stopAfter = Number.POSITIVE_INFINITY) => {
  const seen: number[] = [];
  const filled = await fillDemo(ports, {
    onProgress: (done) => seen.push(done),
    stopAsked: () => seen.length >= stopAfter,
    generate: shortDemo,
  });
  return { filled, seen };
};

describe('the first start', () => {
  test('makes the demo; a second start makes nothing', async () => {
    await makeFirstWorkspace(null, ports);
    await makeFirstWorkspace(null, ports);
    expect(await workspaces()).toEqual([{ id: 1, name: 'متجر رضا (demo)', demo: true }]);
  });

  test('a filling that was cut off is done to its end at the next start, without doubling anything', async () => {
    expect(await fill(2)).toMatchObject({ filled: null, seen: [5_000, 10_000] });
    expect(await eventsInLog()).toBe(10_000);
    const { filled, seen } = await fill();
    expect(filled?.demo).toBe(true);
    expect(await eventsInLog()).toBe(seen.at(-1));
  });

  test('a filled demo is not filled again', async () => {
    expect(await fill()).toEqual({ filled: null, seen: [] });
  });

  test('all of it is history, so nothing will ever be sent because of it', async () => {
    expect(await engines.warehouse.rows('report', 'SELECT toUInt32(countIf(NOT history)) FROM events')).toEqual([[0]]);
  });

  test('a demo that was deleted does not come back', async () => {
    await engines.db.deleteFrom('workspaces').execute();
    await makeFirstWorkspace(null, ports);
    expect(await workspaces()).toEqual([]);
  });
});
