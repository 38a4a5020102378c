import { dimensions, periodColumns, type Dimension } from '../../../core/kpis/dimensions.ts';
import { formulaOf } from '../../../core/kpis/formula.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import { kpiFamilies } from '../../../core/kpis/kpis.ts';
import { lackedDimensions } from '../../../core/kpis/question.ts';
import type { Locale } from '../../../core/language/locales.ts';
import { type KpiTexts, kpiTexts } from '../../../locales/kpi-texts.ts';

/** A figure as somebody reads of it: definition in words, formula, and what it can be asked by. */
export interface DescribedKpi extends KpiTexts, Pick<Kpi, 'id' | 'unit' | 'better' | 'fact'> {
  family: string;
  formula: string;
  periodBy: string[];
  dimensions: Dimension[];
  spreadOf: NonNullable<Kpi['spreadOf']> | null;
  workingHoursOf: string | null;
}

/** Every figure, by family, in the words of a language. */
export function listKpis(locale: Locale): DescribedKpi[] {
  return Object.entries(kpiFamilies).flatMap(([family, kpis]) => kpis.map((kpi) => described(family, kpi, locale)));
}

function described(family: string, kpi: Kpi, locale: Locale): DescribedKpi {
  const { id, unit, better, fact, spreadOf = null, workingHoursOf = null } = kpi;
  return {
    id,
    family,
    ...kpiTexts(locale, kpi),
    formula: formulaOf(kpi),
    unit,
    better,
    fact,
    periodBy: [...periodColumns[fact]],
    dimensions: dimensions.filter((dimension) => lackedDimensions(kpi, [dimension]).length === 0),
    spreadOf,
    workingHoursOf,
  };
}
