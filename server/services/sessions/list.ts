import type { Context } from '../../context.ts';
import { type FrameQuery, filtersIn, frameOf } from '../reports/frame.ts';
import type { Period } from '../../../core/calendar/units.ts';
import { listedExtent } from '../people/sight.ts';
import { readPlaces, type SessionKind } from './places.ts';
import { type OwnerRow, readSessionRows } from './session-rows.ts';
import { readWords } from './words.ts';

/** What a list of sessions is asked with; filters stand beside, by the dimension's name. */
export interface SessionsQuery extends Omit<FrameQuery, 'periodBy' | 'compare'> {
  periodBy: 'startedAt' | 'endedAt';
  kind: readonly SessionKind[];
  q?: string | undefined;
  order: 'asc' | 'desc';
  limit: number;
  cursor?: string | undefined;
}

export interface SessionsPage {
  period: Period & { zone: string };
  periodBy: 'startedAt' | 'endedAt';
  /** Whose rows are listed: everybody's, one's teams' and one's own, or one's own. */
  listed: 'everything' | 'ownTeams' | 'oneself';
  /** Rows on all pages together. */
  n: number;
  /** Every event that was confirmed up to this instant is in these rows; epoch ms. */
  asOf: number;
  rows: OwnerRow[];
  nextCursor: string | null;
}

/**
 * The customer service report: a row for every owner of every session in the period, so that a session which
 * was passed on stands under each of its owners with his own interval.
 */
export async function listCustomerService(query: SessionsQuery, context: Context): Promise<SessionsPage> {
  return listRows(query, 'owners', context);
}

/** The sessions of the period, a row each. */
export async function listSessions(query: SessionsQuery, context: Context): Promise<SessionsPage> {
  return listRows(query, 'sessions', context);
}

async function listRows(query: SessionsQuery, rows: 'owners' | 'sessions', context: Context): Promise<SessionsPage> {
  const { period, settings } = frameOf({ from: query.from, to: query.to }, [], context);
  const { kind: kinds, periodBy, order, limit, cursor } = query;
  const filters = filtersIn({ ...query, kind: undefined });
  const asOf = await context.asOf();
  const words = readWords(query.q);
  const page = await readPlaces({ period, periodBy, kinds, filters, words, order, limit, cursor }, rows, context);
  return {
    period: { ...period, zone: settings.zone },
    periodBy,
    listed: listedExtent(context.actor.sight),
    n: page.n,
    asOf,
    rows: await readSessionRows(page.places, context),
    nextCursor: page.nextCursor,
  };
}
