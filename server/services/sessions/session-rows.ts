import type { Outcome } from '../../../core/sessions/facts.ts';
import type { Context } from '../../context.ts';
import { transcriptPath } from '../conversations/addresses.ts';
import { readUrls } from '../conversations/read-urls.ts';
import { type CustomerContact, readContacts } from '../customers/read-contacts.ts';
import { type ContactField, type ShownContact, shownContact } from '../customers/shown-contact.ts';
import { showingOf, type Whose } from '../people/sight.ts';
import { type ShownRating, shownRating } from '../ratings/shown-rating.ts';
import { namedPeople, outcomeOf, type Owner, ownerOf, type PeopleNames, readPeopleNames } from './owners.ts';
import type { Place } from './places.ts';
import { readFacts, type StoredFact } from './read-facts.ts';
import { type ToldSession, toldSession } from './told-session.ts';

/** A session as it is listed. Times are epoch ms; what nobody told or measured is null. */
export interface SessionRow extends ToldSession, ShownContact {
  conversationId: string | null;
  source: string;
  /** Path of its transcript. */
  transcript: string;
  channel: string | null;
  inbox: string | null;
  campaign: string | null;
  language: string | null;
  /** The last that was given for this session, its conversation before other subjects. */
  rating: ShownRating | null;
  /** Fields that are null because the asker may not see them. */
  withheld: (ContactField | 'rating')[];
}

/** A session's row with the owner whose row it is; null where nobody can own it. */
export interface OwnerRow extends SessionRow {
  outcome: Outcome | null;
  ownership: Owner | null;
}

/** All that the rows of a page are made of. */
interface Material {
  sessions: Map<string, StoredFact<'session'>>;
  assignments: Map<string, StoredFact<'assignment'>[]>;
  ratings: Map<string, StoredFact<'rating'>>;
  contacts: Map<string, CustomerContact>;
  urls: Map<string, string>;
  names: PeopleNames;
}

/**
 * The rows at these places, in their order. One that a fold has moved since its place was read is left out: it
 * is elsewhere now.
 */
export async function readSessionRows(places: readonly Place[], context: Context): Promise<OwnerRow[]> {
  const material = await readMaterial(places, context);
  return places.flatMap((place) => {
    const session = material.sessions.get(idOf(place));
    if (session === undefined) return [];
    const owners = material.assignments.get(idOf(place)) ?? [];
    const own = owners.find(({ key }) => key === place.key);
    if (place.fact === 'assignment' && own === undefined) return [];
    return [ownerRow(session, own ?? null, material, context)];
  });
}

async function readMaterial(places: readonly Place[], context: Context): Promise<Material> {
  const streams = places.map(({ stream }) => stream);
  const ofThese = {
    condition: 'session_id IN {ids:Array(String)}',
    params: { ids: places.map(({ sessionId }) => sessionId) },
  };
  const [sessions, assignments, ratings, urls] = await Promise.all([
    readFacts('session', streams, context, ofThese),
    readFacts('assignment', streams, context, ofThese),
    readFacts('rating', streams, context, ofThese),
    readUrls(streams, context),
  ]);
  const [contacts, names] = await Promise.all([
    readContacts(
      sessions.map(({ customerKey }) => customerKey),
      context,
    ),
    readPeopleNames([...sessions, ...assignments], context),
  ]);
  return {
    sessions: new Map(sessions.map((row) => [idOf(row), row])),
    assignments: Map.groupBy(assignments, idOf),
    ratings: lastRatings(ratings),
    contacts,
    urls,
    names,
  };
}

function idOf({ stream, sessionId }: { stream: string; sessionId: string }): string {
  return JSON.stringify([stream, sessionId]);
}

/** Rows come in the order of their answers: the last stays, and one about the conversation before any other. */
function lastRatings(ratings: readonly StoredFact<'rating'>[]): Map<string, StoredFact<'rating'>> {
  const ordered = [
    ...ratings.filter(({ subject }) => subject !== 'conversation'),
    ...ratings.filter(({ subject }) => subject === 'conversation'),
  ];
  return new Map(ordered.map((rating) => [idOf(rating), rating]));
}

function ownerRow(
  session: StoredFact<'session'>,
  own: StoredFact<'assignment'> | null,
  material: Material,
  context: Context,
): OwnerRow {
  const { names, assignments } = material;
  const owners = assignments.get(idOf(session)) ?? [];
  // Of a row of one owner it is he whose work it shows; of a session's own row, everybody who had it.
  const whose: Whose[] = own === null ? [session, ...owners] : [own];
  return {
    conversationId: session.conversationId || null,
    source: session.source,
    transcript: transcriptPath(session.stream),
    channel: session.channel || null,
    inbox: session.inbox || null,
    campaign: session.campaign || null,
    language: session.language || null,
    ...toldSession(session, owners, names, context.now()),
    ...namedPeople(own ?? session, names),
    outcome: own === null ? null : outcomeOf(own),
    ownership: own === null ? null : ownerOf(own, names),
    ...personalOf(session, whose, material, context),
  };
}

/** What is of people, as far as the asker may see it. */
function personalOf(
  session: StoredFact<'session'>,
  whose: readonly Whose[],
  { contacts, ratings, urls }: Material,
  context: Context,
): ShownContact & Pick<SessionRow, 'rating' | 'withheld'> {
  const { shown, withheld } = shownContact(contacts.get(session.customerKey), urls.get(session.stream), whose, context);
  const isRated = showingOf(context.actor.sight, 'namedRatings', whose) === 'open';
  const rating = ratings.get(idOf(session));
  return {
    ...shown,
    rating: isRated && rating !== undefined ? shownRating(rating) : null,
    withheld: isRated ? withheld : [...withheld, 'rating'],
  };
}
