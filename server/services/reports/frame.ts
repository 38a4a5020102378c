import { periodBefore, periodLastYear } from '../../../core/calendar/before.ts';
import { parsePeriod, type WrittenPeriod } from '../../../core/calendar/period.ts';
import { calendarSettings } from '../../../core/calendar/settings.ts';
import type { CalendarId, CalendarSettings, Period } from '../../../core/calendar/units.ts';
import { type Dimension, dimensions, periodColumn } from '../../../core/kpis/dimensions.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { Filters, Viewer } from '../../../core/kpis/question.ts';
import { viewerOf as viewerWith } from '../../../core/kpis/viewer.ts';
import type { Context } from '../../context.ts';
import { type RunningReplay, runningReplay } from '../sessions/replays.ts';
import { assignedSchedules, type NamedSchedule } from '../workspaces/assigned-schedules.ts';
import { type LastEvent, readLastEvents } from '../sources/last-events.ts';

/** What every report is asked with, besides its filters. */
export interface FrameQuery extends WrittenPeriod {
  periodBy?: string | undefined;
  compare?: 'before' | 'lastYear' | undefined;
  calendar?: CalendarId | undefined;
}

/** When, and by which calendar. */
export interface Frame {
  period: Period;
  comparedWith: Period | null;
  periodBy: string | undefined;
  settings: CalendarSettings;
}

/** Reads the period of a report. Throws RidaError('invalidRequest') for one that cannot be read. */
export function frameOf(query: FrameQuery, { workspace, now }: Context): Frame {
  const usual = calendarSettings(workspace);
  const settings = { ...usual, calendar: query.calendar ?? usual.calendar };
  const period = parsePeriod(query, now(), settings);
  const comparedWith = compared(query, period, minuteEnd(now()), settings);
  return { period, comparedWith, periodBy: query.periodBy, settings };
}

/** What a running period is compared with grows by the minute, so that those who ask within one ask the same. */
function minuteEnd(at: number): number {
  return Math.ceil(at / 60_000) * 60_000;
}

function compared({ compare }: FrameQuery, period: Period, now: number, settings: CalendarSettings): Period | null {
  if (compare === undefined) return null;
  return compare === 'before' ? periodBefore(period, now, settings) : periodLastYear(period, now, settings);
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
  period: Period & { zone: string };
  comparedWith: Period | null;
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
  return {
    period: { ...frame.period, zone: frame.settings.zone },
    comparedWith: frame.comparedWith,
    periodBy: Object.fromEntries(kpis.map(({ id, fact }) => [id, periodColumn(fact, frame.periodBy)])),
    schedules: kpis.some(({ workingHoursOf }) => workingHoursOf !== undefined) ? await assignedSchedules(context) : [],
    asOf,
    replay: await runningReplay(context),
    lastEventBySource: await readLastEvents(context),
  };
}
