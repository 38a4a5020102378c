import type { Question } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import { withTargets } from '../targets/report-cells.ts';
import { askCells, type CellAnswer } from './cells.ts';
import type { Frame } from './frame.ts';

/** Asks a question as `askCells` does; with targets, each cell tells the one that holds for it. */
export async function askJudged(
  question: Question,
  frame: Frame,
  targets: boolean,
  context: Context,
): Promise<Pick<CellAnswer, 'rows' | 'totals'>> {
  const answer = await askCells(question, frame, context);
  return targets ? withTargets(answer, question, context) : answer;
}
