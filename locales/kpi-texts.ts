import type { Locale } from '../core/language/locales.ts';
import type { Kpi } from '../core/kpis/kpi.ts';
import { type MessageKey, message } from './messages.ts';

/** A KPI in words: its name and what it answers. */
export interface KpiTexts {
  title: string;
  definition: string;
}

/** What a KPI's words are made of. */
type Worded = Pick<Kpi, 'id' | 'spreadOf' | 'workingHoursOf'>;

/**
 * A KPI's words in a language; a median's and a 90th percentile's are made of its mean's, and those of a clock in
 * working hours of the clock's.
 */
export function kpiTexts(locale: Locale, { id, spreadOf, workingHoursOf }: Worded): KpiTexts {
  if (spreadOf === undefined && workingHoursOf !== undefined) {
    const { title, definition } = kpiTexts(locale, { id: workingHoursOf });
    return {
      title: message(locale, 'kpis.workingHours.title', { title }),
      definition: message(locale, 'kpis.workingHours.definition', { definition }),
    };
  }
  if (spreadOf === undefined) {
    // Every KPI has texts in every language: kpi-texts.test.ts holds the catalogue to that.
    const text = (part: 'title' | 'definition') => message(locale, `kpis.of.${id}.${part}` as MessageKey);
    return { title: text('title'), definition: text('definition') };
  }
  const mean = kpiTexts(locale, { id: spreadOf.kpi, ...(workingHoursOf !== undefined && { workingHoursOf }) });
  return {
    title: message(locale, `kpis.spread.${spreadOf.is}.title`, { title: mean.title }),
    definition: message(locale, `kpis.spread.${spreadOf.is}.definition`, { definition: mean.definition }),
  };
}
