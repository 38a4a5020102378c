import type { Cell } from '../../../contract/cell.ts';
import { figureOf } from '../../../core/kpis/figure.ts';
import { kpiOf } from '../../../core/kpis/kpis.ts';
import type { AskedQuestion } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import { type CellRow, askCells, cellOf } from './cells.ts';
import { addressOf } from './drill-addresses.ts';
import type { Frame } from './frame.ts';

/** Each answer that was given, by scale and value. */
export type Distribution = { scale: string; ratingValue: number; ratings: Cell; share: Cell }[];

const ratings = kpiOf('ratings');

/** How often each value of each scale was given, and its share of that scale's answers. */
export async function readDistribution(question: AskedQuestion, frame: Frame, context: Context): Promise<Distribution> {
  const asked: AskedQuestion = { ...question, kpis: [ratings], by: ['scale', 'ratingValue'] };
  const { rows } = await askCells(asked, { ...frame, compared: [] }, context);
  const answers = rows.flatMap((row) => answerOf(row));
  const ofScale = Map.groupBy(answers, ({ scale }) => scale);
  return answers
    .map((answer) => ({ ...answer, share: shareIn(ofScale.get(answer.scale) ?? [], answer, asked, frame) }))
    .toSorted((a, b) => (a.scale === b.scale ? a.ratingValue - b.ratingValue : a.scale < b.scale ? -1 : 1));
}

type Answer = Omit<Distribution[number], 'share'>;

function answerOf({ keys: [scale = '', value = ''], cells }: CellRow): Answer[] {
  const cell = cells['ratings'];
  return cell === undefined ? [] : [{ scale, ratingValue: Number(value), ratings: cell }];
}

/** `n` is all answers on the scale, and they are what the share opens to. */
function shareIn(
  scale: readonly Answer[],
  { ratings: { n: hits }, scale: id }: Answer,
  asked: AskedQuestion,
  { period, settings }: Frame,
): Cell {
  const n = scale.reduce((sum, answer) => sum + answer.ratings.n, 0);
  const ofScale = { ...asked, by: ['scale'], period } as const;
  const address = addressOf(ratings, ofScale, { group: { keys: [id], bucket: null }, zone: settings.zone });
  const { value, interval } = figureOf({ kind: 'share', n, hits }, 'share');
  return { ...cellOf(ratings, { value, n, interval }, address), unit: 'share' };
}
