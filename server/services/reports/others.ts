import { maxFilterValues } from '../../../core/kpis/dimensions.ts';
import type { AskedQuestion } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import { type CellRow, type Cells, askCells } from './cells.ts';
import type { Frame } from './frame.ts';

/**
 * The figures over all rows of one dimension that a limit left out, computed from what is behind them: a mean
 * of the rest is no mean of means. Null where nothing was left out, and where it would not be exact or not be one
 * thing: by several dimensions, over time, and by tag, where a row is in the group of each of its tags.
 */
export async function readOthers(
  asked: AskedQuestion,
  { rows, rest }: { rows: readonly CellRow[]; rest: readonly CellRow[] },
  frame: Frame,
  context: Context,
): Promise<Cells | null> {
  const [dimension, second] = asked.by;
  if (rest.length === 0 || dimension === undefined || second !== undefined) return null;
  if (dimension === 'tag' || asked.bucket !== undefined) return null;
  const { filters, not = [] } = asked;
  const shown = rows.map(({ keys }) => keys[0] ?? '');
  const named = filters[dimension] ?? [];
  const isLeftOut = not.includes(dimension) || filters[dimension] === undefined;
  const others = isLeftOut
    ? { values: [...named, ...shown], not: [...new Set([...not, dimension])] }
    : { values: named.filter((value) => !shown.includes(value)), not };
  // Their rows could not be asked for.
  if (others.values.length > maxFilterValues) return null;
  const question = { ...asked, by: [], filters: { ...filters, [dimension]: others.values }, not: others.not };
  const { totals } = await askCells(question, frame, context);
  return totals;
}
