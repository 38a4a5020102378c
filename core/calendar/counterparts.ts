import { type CalendarSettings, type CalendarUnit, zoned } from './units.ts';

/** What a period is compared with: see periodBefore and periodLastYear. */
export const comparisons = ['before', 'lastYear'] as const;
export type Comparison = (typeof comparisons)[number];

/**
 * For each bucket of a period, the start of the bucket of the earlier period that it is compared with; null where
 * there is none. Weeks, months, quarters and years meet in their order, days and hours by the day of their period
 * (`before`: the third day meets the third) or the date (`lastYear`: 1 March meets 1 March, 29 February
 * nobody), hours by the clock too: the second of two equal hours meets only another second.
 */
export function counterparts(
  starts: readonly number[],
  earlier: readonly number[],
  { unit, comparison, settings }: { unit: CalendarUnit; comparison: Comparison; settings: CalendarSettings },
): (number | null)[] {
  if (unit !== 'day' && unit !== 'hour') return starts.map((_start, i) => earlier[i] ?? null);
  const namesOf = (list: readonly number[]) => {
    const days = dayNames(list, comparison, settings);
    return unit === 'day' ? days : withHours(list, days, settings);
  };
  const known = new Map(namesOf(earlier).map((name, i) => [name, earlier[i] ?? null]));
  return namesOf(starts).map((name) => known.get(name) ?? null);
}

function dayNames(starts: readonly number[], comparison: Comparison, settings: CalendarSettings): string[] {
  const dates = starts.map((start) => zoned(start, settings).toPlainDate());
  if (comparison === 'lastYear') return dates.map((date) => `${date.monthCode}-${date.day}`);
  const first = dates[0];
  return dates.map((date) => String(first?.until(date, { largestUnit: 'days' }).days));
}

function withHours(starts: readonly number[], days: readonly string[], settings: CalendarSettings): string[] {
  const seen = new Map<string, number>();
  return starts.map((start, i) => {
    const name = `${days[i]} ${zoned(start, settings).hour}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return `${name} ${times}`;
  });
}
