import type { Period } from '../../../core/calendar/units.ts';
import type { Context } from '../../context.ts';
import { noteViewed } from '../audit/note-viewed.ts';
import { transcriptPath } from '../conversations/addresses.ts';
import { readUrls } from '../conversations/read-urls.ts';
import { readWords as readPrivateWords } from '../conversations/read-words.ts';
import { type CustomerContact, readContacts } from '../customers/read-contacts.ts';
import { type ContactField, type ShownContact, shownContact } from '../customers/shown-contact.ts';
import { listedExtent, showingOf, shownText } from '../people/sight.ts';
import { filtersIn, frameOf } from '../reports/frame.ts';
import { namedPeople, readPeopleNames } from '../sessions/owners.ts';
import { readFacts, type StoredFact } from '../sessions/read-facts.ts';
import { readWords } from '../sessions/words.ts';
import { type Attribute, type Attributed, readAttribution } from './attribution.ts';
import { type RatingPlacesQuery, readRatingPlaces } from './places.ts';
import { type ShownRating, shownRating } from './shown-rating.ts';

/** Names that the answer time and the asking time of a rating go by. */
const periodNames = {
  ratedAt: 'answeredAt',
  answeredAt: 'answeredAt',
  sentAt: 'askedAt',
  askedAt: 'askedAt',
  closedAt: 'closedAt',
} as const;

/** What the rows are asked with; filters stand beside, by the dimension's name. */
export interface SatisfactionRowsQuery {
  from?: string | undefined;
  to?: string | undefined;
  periodBy: keyof typeof periodNames;
  attribute: Attribute;
  subject?: readonly string[] | undefined;
  scale?: readonly string[] | undefined;
  family?: readonly string[] | undefined;
  satisfied?: boolean | undefined;
  hasComment?: boolean | undefined;
  q?: string | undefined;
  order: 'asc' | 'desc';
  limit: number;
  cursor?: string | undefined;
}

/** Times are epoch ms. */
export interface SatisfactionRow extends ShownRating, ShownContact {
  user: Pick<Attributed, 'kind'> & ReturnType<typeof namedPeople>;
  askedAt: number | null;
  closedAt: number | null;
  comment: string | null;
  conversationId: string | null;
  sessionId: string | null;
  transcript: string;
  source: string;
  channel: string | null;
  inbox: string | null;
  topic: string | null;
  tags: string[];
  campaign: string | null;
  language: string | null;
  surveyId: string | null;
  siteId: string | null;
  terminalId: string | null;
  withheld: (ContactField | 'comment')[];
}

export interface SatisfactionRowsPage {
  period: Period & { zone: string };
  periodBy: 'answeredAt' | 'askedAt' | 'closedAt';
  attribute: Attribute;
  listed: 'everything' | 'ownTeams' | 'oneself' | 'nothing';
  n: number;
  asOf: number;
  rows: SatisfactionRow[];
  nextCursor: string | null;
}

/** The ratings of a period one by one: who was rated, by whom, with which words. Notes once a day that they were read. */
export async function listSatisfactionRows(
  query: SatisfactionRowsQuery,
  context: Context,
): Promise<SatisfactionRowsPage> {
  const { period, settings } = frameOf({ from: query.from, to: query.to }, [], context);
  const asOf = await context.asOf();
  const { n, places, nextCursor } = await readRatingPlaces(placesQuery(query, period), context);
  const rows = await readRows(places, query.attribute, context);
  if (rows.length > 0) await noteViewed('ratingsViewed', 'ratings', context);
  return {
    period: { ...period, zone: settings.zone },
    periodBy: periodNames[query.periodBy],
    attribute: query.attribute,
    listed: listedOf(context),
    n,
    asOf,
    rows,
    nextCursor,
  };
}

function placesQuery(query: SatisfactionRowsQuery, period: Period): RatingPlacesQuery {
  const {
    subject = ['conversation'],
    scale,
    family,
    satisfied = null,
    hasComment = null,
    order,
    limit,
    cursor,
  } = query;
  const usual = scale === undefined ? ['csat'] : null;
  return {
    period,
    periodBy: periodNames[query.periodBy],
    filters: filtersIn({ ...query, subject }),
    families: family ?? usual,
    satisfied,
    hasComment,
    comment: readWords(query.q)?.pattern ?? null,
    order,
    limit,
    cursor,
  };
}

function listedOf({ actor: { sight } }: Context): SatisfactionRowsPage['listed'] {
  const extent = sight.sees.namedRatings;
  if (extent === 'everything' || extent === 'masked') return listedExtent(sight);
  return extent === 'ownTeams' || extent === 'oneself' ? extent : 'nothing';
}

async function readRows(
  places: readonly { stream: string; key: string }[],
  attribute: Attribute,
  context: Context,
): Promise<SatisfactionRow[]> {
  const streams = places.map(({ stream }) => stream);
  const [all, urls, words] = await Promise.all([
    readFacts('rating', streams, context),
    readUrls(streams, context),
    readPrivateWords(streams, context, `comment != ''`),
  ]);
  const byPlace = new Map(all.map((rating) => [JSON.stringify([rating.stream, rating.key]), rating]));
  const ratings = places.flatMap(({ stream, key }) => byPlace.get(JSON.stringify([stream, key])) ?? []);
  const attributed = await readAttribution(attribute, ratings, context);
  const people = ratings.map(attributed);
  const [names, contacts] = await Promise.all([
    readPeopleNames(people, context),
    readContacts(
      ratings.map(({ customerKey }) => customerKey),
      context,
    ),
  ]);
  return ratings.map((rating, i) => {
    const user = people[i] ?? attributed(rating);
    const personal = {
      contact: contacts.get(rating.customerKey),
      comment: words.get(JSON.stringify([rating.stream, rating.eventSource, rating.eventId]))?.comment ?? '',
      url: urls.get(rating.stream),
    };
    return rowOf(rating, { kind: user.kind, ...namedPeople(user, names) }, personal, context);
  });
}

function rowOf(
  rating: StoredFact<'rating'>,
  user: SatisfactionRow['user'],
  personal: { contact: CustomerContact | undefined; comment: string; url: string | undefined },
  context: Context,
): SatisfactionRow {
  const { shown, withheld } = shownContact(personal.contact, personal.url, [rating], context);
  const words = showingOf(context.actor.sight, 'comments', [rating]);
  return {
    ...shownRating(rating),
    user,
    askedAt: rating.askedAt,
    closedAt: rating.closedAt,
    conversationId: rating.conversationId || null,
    sessionId: rating.sessionId || null,
    transcript: transcriptPath(rating.stream),
    source: rating.source,
    channel: rating.channel || null,
    inbox: rating.inbox || null,
    topic: rating.topic || null,
    tags: rating.tags,
    campaign: rating.campaign || null,
    language: rating.language || null,
    surveyId: rating.surveyId || null,
    siteId: rating.siteId || null,
    terminalId: rating.terminalId || null,
    ...shown,
    comment: shownText(words, personal.comment, personal.contact?.everyName ?? []) || null,
    withheld: words !== 'withheld' ? withheld : [...withheld, 'comment'],
  };
}
