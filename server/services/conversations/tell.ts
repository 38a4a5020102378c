import { type Chronicle, rowsOf } from '../../../core/sessions/chronicle.ts';
import type { Closer } from '../../../core/events/types.ts';
import type { FactRow } from '../../../core/sessions/facts.ts';
import type { Context } from '../../context.ts';
import { showingOf, shownText } from '../people/sight.ts';
import { type ShownRating, shownRating } from '../ratings/shown-rating.ts';
import { namedPeople, type PeopleNames, seconds } from '../sessions/owners.ts';
import { type ToldSession, toldSession } from '../sessions/told-session.ts';
import type { Page } from './pages.ts';

type Named = ReturnType<typeof namedPeople>;

export interface ToldStretch extends Named {
  sessionId: string;
  from: number;
  until: number | null;
}

export interface ToldWait {
  sessionId: string;
  from: number;
  until: number | null;
  /** The answer as it is counted, by the key of the message that gave it; null where there was none. */
  turn: (Named & { key: string; customerWaitSeconds: number; replyTimeSeconds: number }) | null;
}

export interface ToldClosure extends Named {
  closedAt: number;
  by: Closer;
  bulk: boolean;
  completionSeconds: number | null;
  reopenedAt: number | null;
}

/** A rating; what the asker may not see of it is null and named in `withheld`. */
export interface ToldRating extends Named {
  sessionId: string | null;
  ratedAt: number;
  rating: ShownRating | null;
  comment: string | null;
  withheld: ('rating' | 'comment')[];
}

/** What the rules make of a conversation; of each list what begins within the page. Times are epoch ms. */
export interface Told {
  sessions: (ToldSession & { queuedAt: number })[];
  owned: ToldStretch[];
  waits: ToldWait[];
  closures: ToldClosure[];
  ratings: ToldRating[];
}

export interface TellWith {
  names: PeopleNames;
  /** The comment that came with an event; '' for none. */
  commentOf(source: string, id: string): string;
  /** What the customer is called: unreadable in what is masked. */
  knownNames: readonly string[];
}

/** Tells a page of a chronicle to the asker. */
export function tell(told: Chronicle, page: Page, { names, commentOf, knownNames }: TellWith, context: Context): Told {
  const isHere = (at: number) => at >= page.from && at < page.to;
  const assignments = Map.groupBy(rowsOf(told.facts, 'assignment'), ({ sessionId }) => sessionId);
  return {
    sessions: rowsOf(told.facts, 'session')
      .filter(({ openedAt }) => isHere(openedAt))
      .map((row) => ({
        ...toldSession(row, assignments.get(row.sessionId) ?? [], names, context.now()),
        queuedAt: row.queuedAt,
      })),
    owned: told.owned
      .filter(({ from }) => isHere(from))
      .map(({ sessionId, from, until, ...owner }) => ({ sessionId, from, until, ...namedPeople(owner, names) })),
    waits: told.waits
      .filter(({ from }) => isHere(from))
      .map(({ turn, ...wait }) => ({ ...wait, turn: turn === null ? null : toldTurn(turn, names) })),
    closures: rowsOf(told.facts, 'closure')
      .filter(({ closedAt }) => isHere(closedAt))
      .map((row) => toldClosure(row, names)),
    ratings: rowsOf(told.facts, 'rating')
      .filter(({ answeredAt }) => isHere(answeredAt))
      .map((row) => toldRating(row, { words: commentOf(row.eventSource, row.eventId), knownNames }, names, context)),
  };
}

function toldTurn(turn: NonNullable<Chronicle['waits'][number]['turn']>, names: PeopleNames): ToldWait['turn'] {
  return {
    key: turn.key,
    ...namedPeople(turn, names),
    customerWaitSeconds: turn.customerWaitMs / 1000,
    replyTimeSeconds: turn.replyTimeMs / 1000,
  };
}

function toldClosure(row: FactRow<'closure'>, names: PeopleNames): ToldClosure {
  const { closedAt, closedBy, bulk, completionMs, reopenedAt } = row;
  return {
    closedAt,
    by: closedBy as Closer,
    bulk,
    completionSeconds: seconds(completionMs),
    reopenedAt,
    ...namedPeople(row, names),
  };
}

function toldRating(
  row: FactRow<'rating'>,
  comment: { words: string; knownNames: readonly string[] },
  names: PeopleNames,
  { actor: { sight } }: Context,
): ToldRating {
  const isRated = showingOf(sight, 'namedRatings', [row]) === 'open';
  const words = showingOf(sight, 'comments', [row]);
  return {
    sessionId: row.sessionId || null,
    ratedAt: row.answeredAt,
    ...namedPeople(row, names),
    rating: isRated ? shownRating(row) : null,
    comment: shownText(words, comment.words, comment.knownNames) || null,
    withheld: [...(isRated ? [] : (['rating'] as const)), ...(words !== 'withheld' ? [] : (['comment'] as const))],
  };
}
