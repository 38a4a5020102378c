import { noSchedules, type Schedules } from '../calendar/schedules.ts';
import { type Joins, noJoins } from '../people/joins.ts';
import type { DatedPolicy } from './policy.ts';

/** What a workspace has decided that its facts depend on: a change of it is a replay of its log. */
export interface FoldRules {
  /** Ascending by `validFrom`; before the first, the defaults. */
  policies: readonly DatedPolicy[];
  /** Working hours, and whose they are. */
  schedules: Schedules;
  /** Ids that are one person's. */
  joins: Joins;
}

/** The rules of a workspace that has decided nothing. */
export const defaultRules: FoldRules = { policies: [], schedules: noSchedules, joins: noJoins };
