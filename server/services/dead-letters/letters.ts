import { z } from 'zod';
import type { ErrorCode, ErrorParams } from '../../../core/errors.ts';
import { mask } from '../../../core/people/mask.ts';
import type { Sight } from '../../../core/people/roles.ts';
import type { SqlParams } from '../../warehouse/warehouse.ts';

/** Which letters: all conditions together; times are epoch ms of receipt, `from` included, `to` not. */
export interface LetterFilter {
  source?: string | undefined;
  code?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
}

/** Letters to try again: by id, or a page of those that a filter means. */
export type ReplayRequest = { ids: readonly string[] } | { filter: LetterFilter; cursor?: string | undefined };

/** A letter's place in time, as cursors hold it: receipt (epoch ms), then id. */
export const letterPlace = z.tuple([z.int().min(0).max(4_102_444_800_000), z.string().max(100)]);
export type LetterPlace = z.infer<typeof letterPlace>;

const daysKept = 30;

/**
 * The letters that a filter means, as a condition for WHERE and its parameters. The table is read with
 * FINAL: a replayed letter has two rows until a merge, and the later one counts.
 */
export function lettersWhere(filter: LetterFilter, now: number): { condition: string; params: SqlParams } {
  const oldest = now - daysKept * 86_400_000;
  const from = Math.max(filter.from ?? 0, oldest);
  const conditions = [`received >= ${instant('from')}`];
  if (filter.to !== undefined) conditions.push(`received < ${instant('to')}`);
  if (filter.source !== undefined) conditions.push('source = {source:String}');
  if (filter.code !== undefined) conditions.push('code = {code:String}');
  return { condition: conditions.join(' AND '), params: { ...filter, from } };
}

/** An instant parameter in epoch ms. */
export function instant(name: string): string {
  return `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;
}

/** `params` of a letter, written by us as JSON. */
export function letterParams(json: string): ErrorParams {
  return JSON.parse(json) as ErrorParams;
}

export interface LetterReason {
  code: ErrorCode;
  params: ErrorParams;
}

/** Whether somebody may read what was sent: customers' names, addresses and words are in it as they came. */
export function readsLetters({ sees }: Sight): boolean {
  const personal = [sees.customerNames, sees.contactDetails, sees.comments, sees.transcripts];
  return personal.every((extent) => extent === 'everything');
}

/** A reason as whoever asks may read it: without the refused value where that may be a customer's. */
export function shownReason({ code, params }: LetterReason, sight: Sight): LetterReason {
  if (readsLetters(sight) || params['received'] === undefined) return { code, params };
  return { code, params: { ...params, received: mask } };
}
