import { type Dimension, isClockDimension, namedPeriodColumn } from '../../../core/kpis/dimensions.ts';
import type { Kpi } from '../../../core/kpis/kpi.ts';
import type { Filters, Question } from '../../../core/kpis/question.ts';
import type { Group } from './compared.ts';

/**
 * The address (path and query) that lists exactly the rows of a KPI in a group of a question's answer, in the
 * question's zone; null where clocks that were moved left nothing of an earlier period.
 */
export function addressOf(
  kpi: Kpi,
  question: Question,
  { group, zone }: { group: Group; zone: string },
): string | null {
  const place = placeOf(question, group);
  if (place.period.to <= place.period.from) return null;
  return `/api/v1/kpis/${kpi.id}/rows?${drillQuery(kpi, question, place, zone)}`;
}

/** Which rows: those of a period that pass all filters. */
interface Place {
  period: Question['period'];
  filters: Filters;
  not: readonly Dimension[];
}

function placeOf({ by, filters, not = [], period, buckets }: Question, { keys, bucket }: Group): Place {
  const own = by.slice(0, keys.length).map((dimension, i): [Dimension, string[]] => [dimension, [keys[i] ?? '']]);
  const next = buckets?.find((start) => start > (bucket ?? 0));
  return {
    period: bucket === null ? period : { from: bucket, to: next ?? period.to },
    filters: { ...filters, ...Object.fromEntries(own) },
    not: not.filter((dimension) => own.every(([each]) => each !== dimension)),
  };
}

function drillQuery(kpi: Kpi, question: Question, { period, filters, not }: Place, zone: string): string {
  const periodBy = namedPeriodColumn(kpi.fact, question.periodBy);
  const named = Object.keys(filters) as Dimension[];
  const query = new URLSearchParams({
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    ...(periodBy !== null && { periodBy }),
    ...(named.some(isClockDimension) && { zone }),
  });
  for (const dimension of named) {
    for (const value of filters[dimension] ?? []) query.append(dimension, value);
  }
  for (const dimension of not) query.append('not', dimension);
  for (const dimension of freedBy(kpi, question)) query.append('by', dimension);
  return query.toString();
}

/** A KPI that holds itself to a value unless asked by that dimension was asked by it: the rows too. */
function freedBy({ defaults = {} }: Kpi, { by, filters }: Question): Dimension[] {
  return by.filter((dimension) => defaults[dimension] !== undefined && filters[dimension] === undefined);
}
