import type { Kysely } from 'kysely';
import {
  type AlarmChange,
  type Expectation,
  expectationOf,
  fewestRefusals,
  judgeRefusals,
  judgeSilence,
  refusalAlarm,
  refusedLimit,
  silenceAlarm,
} from '../../../core/sources/judge.ts';
import { msPerHour, weekHours } from '../../../core/sources/week-hours.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import type { Schema } from '../../database/schema.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { eachWorkspace } from '../workspaces/each-workspace.ts';
import { type Alarm, endAlarm, type NewAlarm, openAlarms, raiseAlarm } from './alarms.ts';
import { readHeard } from './heard.ts';
import { type LastHeard, readLastHeard } from './last-heard.ts';
import { readSettings, type SourceSettings, usualSettings } from './settings.ts';

export interface WatchPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  now: () => number;
}

interface WatchedWorkspace {
  id: number;
  zone: string;
}

/** Nothing is even late within two hours of its last sign, unless somebody set less. */
const surelyInTimeMs = 2 * msPerHour;

/**
 * Looks after every source of every workspace (demos are made up and left out): raises an alarm when one
 * falls silent or is refused beyond its habit, ends it when the source has recovered. What is open is in the
 * database, so it may be called at any time, by any process, several at once.
 */
export class SourceWatch {
  readonly #ports: WatchPorts;
  /** A habit stays as it is until the source is heard in another hour. */
  readonly #expectations = new Map<string, { lastHour: number; rules: string; expectation: Expectation | null }>();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** How many alarms were raised and ended. */
  async look(): Promise<{ raised: number; ended: number }> {
    const { db, warehouse, now } = this.#ports;
    const workspaces = await db
      .selectFrom('workspaces')
      .select(['id', 'zone'])
      .where('demo', '=', false)
      .where('id', 'not in', deletedWorkspaces(db))
      .execute();
    const lastHeard = await readLastHeard(warehouse, now());
    this.#forgetAllBut(workspaces, lastHeard);
    const changes = await eachWorkspace(workspaces, (each) => this.#lookAt(each, lastHeard.get(each.id) ?? []));
    return {
      raised: changes.reduce((sum, { raised }) => sum + raised, 0),
      ended: changes.reduce((sum, { ended }) => sum + ended, 0),
    };
  }

  #forgetAllBut(workspaces: readonly WatchedWorkspace[], lastHeard: ReadonlyMap<number, LastHeard[]>): void {
    const known = workspaces.flatMap(({ id }) => (lastHeard.get(id) ?? []).map(({ source }) => keyOf(id, source)));
    const kept = new Set(known);
    for (const key of this.#expectations.keys()) if (!kept.has(key)) this.#expectations.delete(key);
  }

  async #lookAt(
    workspace: WatchedWorkspace,
    sources: readonly LastHeard[],
  ): Promise<{ raised: number; ended: number }> {
    if (sources.length === 0) return { raised: 0, ended: 0 };
    const { db, now } = this.#ports;
    const database = new ScopedDatabase(db, workspace.id);
    const [settings, open] = await Promise.all([readSettings({ database }), openAlarms(database)]);
    const rulesOf = (source: string) => settings.get(source) ?? usualSettings;
    const doubtful = sources.filter((each) => isDoubtful(each, rulesOf(each.source), open, now()));
    const expectations = await this.#expectationsOf(workspace, doubtful, rulesOf);
    const changes = { raised: 0, ended: 0 };
    for (const heard of doubtful) {
      const expectation = expectations.get(heard.source) ?? null;
      for (const { change, alarm } of judge(heard, expectation, open, now(), workspace.zone)) {
        if (change === 'raise' && (await raiseAlarm(alarm, now(), database))) changes.raised++;
        if (change === 'end' && (await endAlarm(alarm, 'recovered', now(), database))) changes.ended++;
      }
    }
    return changes;
  }

  async #expectationsOf(
    { id, zone }: WatchedWorkspace,
    sources: readonly LastHeard[],
    rulesOf: (source: string) => SourceSettings,
  ): Promise<Map<string, Expectation | null>> {
    const stampOf = ({ source, lastHeardAt }: LastHeard) => ({
      lastHour: Math.floor(lastHeardAt / msPerHour),
      rules: JSON.stringify([zone, rulesOf(source)]),
    });
    const isKnown = (each: LastHeard) => {
      const [known, stamp] = [this.#expectations.get(keyOf(id, each.source)), stampOf(each)];
      return known?.lastHour === stamp.lastHour && known.rules === stamp.rules;
    };
    const unknown = sources.filter((each) => !isKnown(each));
    const heard = await readHeard(
      this.#ports.warehouse.forWorkspace(id),
      unknown.map(({ source }) => source),
    );
    const weekHourOf = weekHours(zone);
    for (const each of unknown) {
      const expectation = expectationOf(heard.get(each.source)?.hours ?? [], rulesOf(each.source), weekHourOf);
      this.#expectations.set(keyOf(id, each.source), { ...stampOf(each), expectation });
    }
    return new Map(
      sources.map(({ source }) => [source, this.#expectations.get(keyOf(id, source))?.expectation ?? null]),
    );
  }
}

function keyOf(workspaceId: number, source: string): string {
  return `${workspaceId} ${source}`;
}

/** Most sources are heard all the time: only the others have to be compared with their habit. */
function isDoubtful(
  { source, lastHeardAt, recent }: LastHeard,
  { muted, silentAfterMinutes }: SourceSettings,
  open: readonly Alarm[],
  now: number,
): boolean {
  if (muted) return false;
  if (open.some((alarm) => alarm.source === source) || recent.refused >= fewestRefusals) return true;
  const inTimeMs = silentAfterMinutes === null ? surelyInTimeMs : silentAfterMinutes * 60_000;
  return now - lastHeardAt >= inTimeMs;
}

function judge(
  { source, lastHeardAt, recent }: LastHeard,
  expectation: Expectation | null,
  open: readonly Alarm[],
  now: number,
  zone: string,
): { change: AlarmChange; alarm: NewAlarm }[] {
  const isOpen = (kind: Alarm['kind']) => open.some((alarm) => alarm.source === source && alarm.kind === kind);
  const silence = expectation === null ? null : judgeSilence(lastHeardAt, expectation, now, weekHours(zone));
  const usualShare = expectation?.refusedShare ?? 0;
  const refusedParams = { ...recent, usualShare, limitShare: refusedLimit(usualShare) };
  return [
    {
      change: silenceAlarm(silence, isOpen('silent')),
      alarm: {
        source,
        kind: 'silent',
        since: silence?.since ?? now,
        params: { lastHeardAt, silentAfterHours: expectation?.silentAfterHours ?? 0 },
      },
    },
    {
      change: refusalAlarm(judgeRefusals(recent, expectation), isOpen('refusing')),
      alarm: { source, kind: 'refusing', since: now, params: refusedParams },
    },
  ];
}
