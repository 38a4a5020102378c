import { periodBefore, periodLastYear } from '../../../core/calendar/before.ts';
import { type Comparison, comparisons } from '../../../core/calendar/counterparts.ts';
import { parsePeriod, type WrittenPeriod } from '../../../core/calendar/period.ts';
import { calendarSettings } from '../../../core/calendar/settings.ts';
import type { CalendarId, CalendarSettings, Period } from '../../../core/calendar/units.ts';
import { RidaError } from '../../../core/errors.ts';
import { type Dimension, dimensions, namedPeriodColumn, periodColumn } from '../../../core/kpis/dimensions.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { Filters, Viewer } from '../../../core/kpis/question.ts';
import { viewerOf as viewerWith } from '../../../core/kpis/viewer.ts';
import type { Context } from '../../context.ts';
import { type RunningReplay, runningReplay } from '../sessions/replays.ts';
import { assignedSchedules, type NamedSchedule } from '../workspaces/assigned-schedules.ts';
import { type LastEvent, readLastEvents } from '../sources/last-events.ts';

/** How time is counted where it is not as the workspace does. */
export interface CalendarQuery {
  calendar?: CalendarId | undefined;
  zone?: string | undefined;
  weekStart?: number | undefined;
}

/** What every report is asked with, besides its filters. */
export interface FrameQuery extends WrittenPeriod, CalendarQuery {
  periodBy?: string | undefined;
  compare?: Comparison | readonly Comparison[] | undefined;
}

/** A period that a report is compared with, and what its cells call it. */
export interface Compared {
  as: Comparison;
  comparison: Comparison;
  period: Period;
}

/** When, and by which calendar. */
export interface Frame {
  period: Period;
  /** `before` is the one comparison that was asked for; of both, the period before. */
  compared: readonly Compared[];
  periodBy: string | undefined;
  settings: CalendarSettings;
}

/**
 * Reads the period of a report on these figures. Throws RidaError('invalidRequest') for one that cannot be
 * read, and where no figure's rows have the instant it is to go by.
 */
export function frameOf(query: FrameQuery, kpis: readonly Kpi[], { workspace, now }: Context): Frame {
  const settings = settingsOf(query, workspace);
  const period = parsePeriod(query, now(), settings);
  checkPeriodBy(query.periodBy, kpis);
  return { period, compared: compared(query, period, minuteEnd(now()), settings), periodBy: query.periodBy, settings };
}

function settingsOf({ calendar, zone, weekStart }: CalendarQuery, workspace: Context['workspace']): CalendarSettings {
  const usual = calendarSettings(workspace);
  return {
    calendar: calendar ?? usual.calendar,
    zone: zone ?? usual.zone,
    weekStart: weekStart ?? usual.weekStart,
  };
}

/** A figure without the instant goes by its usual one, and the answer says so; but one of them must have it. */
function checkPeriodBy(asked: string | undefined, kpis: readonly Kpi[]): void {
  if (asked === undefined || kpis.some(({ fact }) => namedPeriodColumn(fact, asked) !== null)) return;
  throw new RidaError('invalidRequest', { field: 'periodBy', rule: 'of_none_of_the_kpis' });
}

/** What a running period is compared with grows by the minute, so that those who ask within one ask the same. */
function minuteEnd(at: number): number {
  return Math.ceil(at / 60_000) * 60_000;
}

function compared({ compare = [] }: FrameQuery, period: Period, now: number, settings: CalendarSettings): Compared[] {
  const asked = comparisons.filter((each) => [compare].flat().includes(each));
  return asked.map((comparison, i) => ({
    as: i === 0 ? 'before' : comparison,
    comparison,
    period: (comparison === 'before' ? periodBefore : periodLastYear)(period, now, settings),
  }));
}

/** The filters among a report's query: the dimensions it names. */
export function filtersIn(query: Readonly<Record<string, unknown>>): Filters {
  const named = dimensions.filter((dimension) => query[dimension] !== undefined);
  return Object.fromEntries(
    named.map((dimension): [Dimension, readonly string[]] => [dimension, query[dimension] as string[]]),
  );
}

/** Whose rows whoever asks may see. */
export function viewerOf({ workspace, actor }: Context): Viewer {
  return viewerWith(workspace.id, actor.sight);
}

/** What a report says of itself; times are epoch ms. */
export interface About {
  period: Period & CalendarSettings;
  comparedWith: Period | null;
  lastYear: Period | null;
  periodBy: Record<string, string>;
  /** What says what working time is, where figures in working hours are asked for. */
  schedules: NamedSchedule[];
  asOf: number;
  /** What is being folded anew while this is answered. */
  replay: RunningReplay | null;
  lastEventBySource: LastEvent[];
}

/** `asOf`: what `context.asOf` said before the first figure was asked for. */
export async function aboutOf(frame: Frame, kpis: readonly Kpi[], asOf: number, context: Context): Promise<About> {
  const periodAs = (name: Comparison) => frame.compared.find(({ as }) => as === name)?.period ?? null;
  return {
    period: { ...frame.period, ...frame.settings },
    comparedWith: periodAs('before'),
    lastYear: periodAs('lastYear'),
    periodBy: Object.fromEntries(kpis.map(({ id, fact }) => [id, periodColumn(fact, frame.periodBy)])),
    schedules: kpis.some(({ workingHoursOf }) => workingHoursOf !== undefined) ? await assignedSchedules(context) : [],
    asOf,
    replay: await runningReplay(context),
    lastEventBySource: await readLastEvents(context),
  };
}
