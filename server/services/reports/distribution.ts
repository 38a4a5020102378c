import type { Cell } from '../../../contract/cell.ts';
import { figureOf } from '../../../core/kpis/figure.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import type { Question } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import { type CellRow, askCells, cellOf, drillQuery } from './cells.ts';
import type { Frame } from './frame.ts';

/** Each answer that was given, by scale and value. */
export type Distribution = { scale: string; ratingValue: number; ratings: Cell; share: Cell }[];

const ratings = kpiOf('ratings');

/** How often each value of each scale was given, and its share of that scale's answers. */
export async function readDistribution(question: Question, frame: Frame, context: Context): Promise<Distribution> {
  const asked: Question = { ...question, kpis: [ratings], by: ['scale', 'ratingValue'] };
  const { rows } = await askCells(asked, { ...frame, comparedWith: null }, context);
  const answers = rows.flatMap((row) => answerOf(row));
  const ofScale = Map.groupBy(answers, ({ scale }) => scale);
  return answers
    .map((answer) => ({ ...answer, share: shareIn(ofScale.get(answer.scale) ?? [], answer, question) }))
    .toSorted((a, b) => (a.scale === b.scale ? a.ratingValue - b.ratingValue : a.scale < b.scale ? -1 : 1));
}

type Answer = Omit<Distribution[number], 'share'>;

function answerOf({ keys: [scale = '', value = ''], cells }: CellRow): Answer[] {
  const cell = cells['ratings'];
  return cell === undefined ? [] : [{ scale, ratingValue: Number(value), ratings: cell }];
}

/** `n` is all answers on the scale, and they are what the share opens to. */
function shareIn(scale: readonly Answer[], { ratings: { n: hits }, scale: id }: Answer, question: Question): Cell {
  const n = scale.reduce((sum, answer) => sum + answer.ratings.n, 0);
  const address = drillQuery(question, { period: question.period, filters: { ...question.filters, scale: [id] } });
  const { value, interval } = figureOf({ kind: 'share', n, hits }, 'share');
  return { ...cellOf(ratings, { value, n, interval }, address, undefined), unit: 'share' };
}
