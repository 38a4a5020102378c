import type { AskedQuestion } from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import { withTargets } from '../targets/report-cells.ts';
import { askCells, type CellAnswer } from './cells.ts';
import type { Frame } from './frame.ts';

/** Asks a question as `askCells` does; with targets, each cell tells the one that holds for it. */
export async function askJudged(
  asked: AskedQuestion,
  frame: Frame,
  targets: boolean,
  context: Context,
): Promise<Pick<CellAnswer, 'question' | 'rows' | 'totals'>> {
  const answer = await askCells(asked, frame, context);
  return targets ? { ...answer, ...(await withTargets(answer, answer.question, context)) } : answer;
}
