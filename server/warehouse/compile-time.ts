import { type ClockDimension, periodColumn } from '../../core/kpis/dimensions.ts';
import type { Question } from '../../core/kpis/question.ts';
import type { FactName } from '../../core/sessions/facts.ts';
import { isNullable, sqlColumn } from './fact-columns.ts';
import type { Params } from './params.ts';

const msPerHour = 3_600_000;
const msPerDay = 24 * msPerHour;

/**
 * Days from a Monday to the epoch (a Thursday), and a week, so that no zone is behind it: a clock's reading
 * in ms, this much later, is whole days since a Monday and the rest of a day.
 */
const msFromMonday = 10 * msPerDay;

type Placed = Pick<Question, 'periodBy' | 'clock'>;

/** Start of the bucket a row falls into: no calendar or zone function of the engine is ever used. */
export function bucketExpression(fact: FactName, question: Placed, starts: readonly number[], params: Params): string {
  return `roundDown(${placeExpression(fact, question)}, ${params.add('Array(Int64)', starts)})`;
}

/** Weekday (1 = Monday) or hour of day that the clock of the question shows at a row's instant. */
export function clockExpression(fact: FactName, dimension: ClockDimension, question: Placed, params: Params): string {
  const shown = `(${placeExpression(fact, question)} + ${aheadExpression(fact, question, params)})`;
  return dimension === 'weekday'
    ? `toUInt8(intDiv(${shown}, ${msPerDay}) % 7 + 1)`
    : `toUInt8(intDiv(${shown} % ${msPerDay}, ${msPerHour}))`;
}

/** How far the clock is ahead of UTC at a row's instant: one number, unless the clocks change in the period. */
function aheadExpression(fact: FactName, question: Placed, params: Params): string {
  const { clock = [] } = question;
  if (clock.length === 0) throw new Error('a question by weekday or hour of day needs its clock');
  const ahead = clock.map(({ offsetMs }) => offsetMs + msFromMonday);
  if (clock.length === 1) return params.add('Int64', ahead[0]);
  const since = clock.map(({ from }) => from);
  const places = params.add('Array(Int64)', since);
  return `transform(${bucketExpression(fact, question, since, params)}, ${places}, ${params.add('Array(Int64)', ahead)})`;
}

function placeExpression(fact: FactName, { periodBy }: Placed): string {
  const column = periodColumn(fact, periodBy);
  const place = sqlColumn(fact, column);
  return `toUnixTimestamp64Milli(${isNullable(fact, column) ? `assumeNotNull(${place})` : place})`;
}
