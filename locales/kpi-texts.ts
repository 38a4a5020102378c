import type { Locale } from '../core/language/locales.ts';
import type { Kpi } from '../core/kpis/kpi.ts';
import { type MessageKey, message } from './messages.ts';

/** A KPI in words: its name and what it answers. */
export interface KpiTexts {
  title: string;
  definition: string;
}

/** A KPI's words in a language; a median's and a 90th percentile's are made of its mean's. */
export function kpiTexts(locale: Locale, { id, spreadOf }: Pick<Kpi, 'id' | 'spreadOf'>): KpiTexts {
  if (spreadOf === undefined) {
    // Every KPI has texts in every language: kpi-texts.test.ts holds the catalogue to that.
    const text = (part: 'title' | 'definition') => message(locale, `kpis.of.${id}.${part}` as MessageKey);
    return { title: text('title'), definition: text('definition') };
  }
  const mean = kpiTexts(locale, { id: spreadOf.kpi });
  return {
    title: message(locale, `kpis.spread.${spreadOf.is}.title`, { title: mean.title }),
    definition: message(locale, `kpis.spread.${spreadOf.is}.definition`, { definition: mean.definition }),
  };
}
