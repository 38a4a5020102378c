import type { CalendarSettings } from './units.ts';

/** First day of the week by language (CLDR): Saturday in Arabic and Persian, Monday in English. */
const weekStarts: Readonly<Record<string, number>> = { ar: 6, fa: 6, en: 1 };

/** How a workspace of this zone and language counts time, where it has not said otherwise. */
export function calendarSettings(workspace: { zone: string; locale: string }): CalendarSettings {
  return { zone: workspace.zone, calendar: 'gregory', weekStart: weekStarts[workspace.locale] ?? 1 };
}
