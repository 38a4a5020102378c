import { RidaError } from '../../../core/errors.ts';
import {
  type Expectation,
  expectationOf,
  judgeRefusals,
  judgeSilence,
  type Silence,
  type SourceState,
} from '../../../core/sources/judge.ts';
import { msPerHour, weekHours } from '../../../core/sources/week-hours.ts';
import type { Context } from '../../context.ts';
import { openAlarms } from './alarms.ts';
import { type Heard, readHeard, recentIn } from './heard.ts';
import { readSettings, type SourceSettings, usualSettings } from './settings.ts';
import { type Counts, countHours, countSources, wholeHours } from './summary.ts';

export interface SourcesQuery {
  /** Epoch ms; widened to whole UTC hours. By default the last 24 hours, the running one included. */
  from?: number | undefined;
  to?: number | undefined;
  source?: string | undefined;
  hourly: boolean;
}

/** How a source is at the moment; times are epoch ms. */
export interface SourceCondition {
  state: SourceState;
  since: number | null;
  expectation: Expectation | null;
  /** Expected hours without a sign; null while it is learned. */
  silentHours: number | null;
  recent: { received: number; refused: number };
  lastHeardAt: number | null;
}

export interface SourceRow extends SourceSettings, Counts, SourceCondition {
  source: string;
  lastEventAt: number | null;
  lastReceivedAt: number;
  hours: ({ hour: number } & Counts)[] | null;
}

const mostHours = 31 * 24;

/**
 * A row a source that ever sent anything: its counts in the period, and whether it is as it usually is.
 * Throws RidaError('invalidRequest') for more than 31 days by the hour.
 */
export async function listSources(
  query: SourcesQuery,
  context: Context,
): Promise<{ period: { from: number; to: number }; sources: SourceRow[] }> {
  const period = wholeHours(query, context.now());
  if (query.hourly && period.to - period.from > mostHours * msPerHour) {
    throw new RidaError('invalidRequest', { field: 'query.from', rule: 'too_many_hours' });
  }
  const [counted, settings, alarms, hours] = await Promise.all([
    countSources(query.source, period, context),
    readSettings(context),
    openAlarms(context.database),
    query.hourly ? countHours(query.source, period, context) : null,
  ]);
  const names = counted.map(({ source }) => source);
  const heard = await readHeard(context.warehouse, names);
  const weekHourOf = weekHours(context.workspace.zone);
  const sources = counted.map((row) => {
    const rules = settings.get(row.source) ?? usualSettings;
    const refusingSince = alarms.find(({ source, kind }) => source === row.source && kind === 'refusing')?.since;
    const judged = conditionOf(heard.get(row.source), rules, context.now(), weekHourOf, refusingSince ?? null);
    return { ...row, ...rules, ...judged, hours: hours === null ? null : (hours.get(row.source) ?? []) };
  });
  return { period, sources };
}

function conditionOf(
  heard: Heard | undefined,
  rules: SourceSettings,
  now: number,
  weekHourOf: (hour: number) => number,
  refusingSince: number | null,
): SourceCondition {
  const nothing = { received: 0, refused: 0 };
  if (heard === undefined) return { ...unjudged, recent: nothing, lastHeardAt: null };
  const recent = recentIn(heard, now);
  const expectation = expectationOf(heard.hours, rules, weekHourOf);
  if (expectation === null) return { ...unjudged, recent, lastHeardAt: heard.lastHeardAt };
  const silence = judgeSilence(heard.lastHeardAt, expectation, now, weekHourOf);
  const isRefusing = refusingSince !== null || judgeRefusals(recent, expectation) === 'refusing';
  const shown = isRefusing && silence.state !== 'silent' ? refusing(refusingSince ?? now) : stateOf(silence);
  return { ...shown, expectation, silentHours: silence.silentHours, recent, lastHeardAt: heard.lastHeardAt };
}

const unjudged = { state: 'learning', since: null, expectation: null, silentHours: null } as const;

function stateOf({ state, since }: Silence): Pick<SourceCondition, 'state' | 'since'> {
  return { state, since };
}

function refusing(since: number): Pick<SourceCondition, 'state' | 'since'> {
  return { state: 'refusing', since };
}
