import type { Owner } from '../services/sessions/owners.ts';
import type { ToldSession } from '../services/sessions/told-session.ts';
import type { ShownRating } from '../services/ratings/shown-rating.ts';
import { withIso } from './instants.ts';

/** Parts of rows as they leave: instants as ISO 8601. */

export function writtenOwner(owner: Owner) {
  return withIso(owner, ['assignedAt', 'ownedUntil']);
}

export function writtenSession(session: ToldSession) {
  return {
    ...withIso(session, ['startedAt', 'endedAt', 'firstMessageAt', 'lastMessageAt']),
    owners: session.owners.map(writtenOwner),
  };
}

export function writtenRating(rating: ShownRating) {
  return withIso(rating, ['ratedAt']);
}
