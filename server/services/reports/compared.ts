import { counterparts } from '../../../core/calendar/counterparts.ts';
import {
  type Answer,
  type AnswerRow,
  type AskedQuestion,
  type Figures,
  type Question,
  type Viewer,
  questionIn,
} from '../../../core/kpis/question.ts';
import type { Context } from '../../context.ts';
import type { Compared, Frame } from './frame.ts';

/** What a row of an answer is about. */
export type Group = Pick<AnswerRow, 'keys' | 'bucket'>;

/** A question over an earlier period, and which of its groups a group of the question itself is compared with. */
export interface Earlier {
  as: Compared['as'];
  question: Question;
  answer: Answer;
  /** By group. */
  figures: ReadonlyMap<string, Figures>;
  /** Start of the earlier bucket that a bucket is compared with; null for none. */
  bucketBefore(bucket: number): number | null;
  /** The bucket that is compared with an earlier one; null for none. */
  bucketAfter(earlier: number): number | null;
}

/** Asks the question over a period that it is compared with. */
export async function askEarlier(
  asked: AskedQuestion,
  { buckets }: Question,
  { as, comparison, period }: Compared,
  { settings }: Frame,
  viewer: Viewer,
  context: Context,
): Promise<Earlier> {
  const question = questionIn(asked, period, settings);
  const answer = await context.ask(question, viewer);
  const matched =
    asked.bucket === undefined
      ? []
      : counterparts(buckets ?? [], question.buckets ?? [], { unit: asked.bucket, comparison, settings });
  const pairs = matched.map((earlier, i): [number | null, number] => [earlier, buckets?.[i] ?? 0]);
  const after = new Map(pairs);
  const before = new Map(pairs.map(([earlier, bucket]) => [bucket, earlier]));
  return {
    as,
    question,
    answer,
    figures: figuresBy(answer.rows),
    bucketBefore: (bucket) => before.get(bucket) ?? null,
    bucketAfter: (earlier) => after.get(earlier) ?? null,
  };
}

export function figuresBy(rows: readonly AnswerRow[]): Map<string, Figures> {
  return new Map(rows.map((row) => [groupId(row), row.figures]));
}

/** The same text for the same group. */
export function groupId({ keys, bucket }: Group): string {
  return JSON.stringify([bucket, keys]);
}
