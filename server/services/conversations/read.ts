import { RidaError } from '../../../core/errors.ts';
import { type Chronicle, chronicle, rowsOf } from '../../../core/sessions/chronicle.ts';
import type { Fact } from '../../../core/sessions/facts.ts';
import type { Context } from '../../context.ts';
import { readOwnRules } from '../../ingest/folding/rules.ts';
import { noteViewed } from '../audit/note-viewed.ts';
import { type CustomerContact, readContacts } from '../customers/read-contacts.ts';
import { type ContactField, type ShownContact, shownContact } from '../customers/shown-contact.ts';
import { isListed, showingOf } from '../people/sight.ts';
import { type PeopleNames, readPeopleNames } from '../sessions/owners.ts';
import type { TranscriptKind } from './addresses.ts';
import { type Entry, entryOf, type ShowingWords } from './entries.ts';
import { type Page, pageOf } from './pages.ts';
import { readUrls } from './read-urls.ts';
import { readWords } from './read-words.ts';
import { readStreamEvents } from './stream-events.ts';
import { type Told, tell } from './tell.ts';

export interface ConversationQuery {
  conversationId: string;
  kind: TranscriptKind;
  limit: number;
  cursor?: string | undefined;
}

/** What a conversation is as a whole. Times are epoch ms. */
export interface ConversationHead extends ShownContact {
  kind: TranscriptKind;
  conversationId: string | null;
  source: string;
  channel: string | null;
  inbox: string | null;
  topic: string | null;
  tags: string[];
  campaign: string | null;
  language: string | null;
  firstAt: number;
  lastAt: number;
  /** Entries on all pages together. */
  entries: number;
  /** Fields that are null because the asker may not see them. */
  withheld: ContactField[];
}

/** A page of a conversation: its entries, and of its parts those that begin within the page. */
export interface Transcript extends Told {
  conversation: ConversationHead;
  entries: Entry[];
  nextCursor: string | null;
}

/**
 * A conversation with everything that happened in it, and what the rules of the figures make of it: folded as
 * it is now, by the same fold as the facts. Notes once a day that it was read. Throws RidaError('notFound')
 * where it is not there or not for the asker to see.
 */
export async function readConversation(query: ConversationQuery, context: Context): Promise<Transcript> {
  const stream = `${query.kind}:${query.conversationId}`;
  const events = await readStreamEvents(stream, context);
  if (events.length === 0) throw new RidaError('notFound');
  const told = chronicle(stream, events, await readOwnRules(context.database), context.now());
  const assignments = rowsOf(told.facts, 'assignment');
  if (!isListed(context.actor.sight, assignments)) throw new RidaError('notFound');
  const page = pageOf(told.events, query);
  const transcript = await tellPage(stream, told, page, query, context);
  await noteViewed('conversationViewed', stream, context);
  return transcript;
}

async function tellPage(
  stream: string,
  told: Chronicle,
  page: Page,
  query: ConversationQuery,
  context: Context,
): Promise<Transcript> {
  const about = aboutOf(told.facts);
  const [contacts, words, urls, names] = await Promise.all([
    readContacts([about.customerKey], context),
    readWords([stream], context),
    readUrls([stream], context),
    readNamesOf(told, page, context),
  ]);
  const wordsOf = ({ source, id }: { source: string; id: string }) => words.get(JSON.stringify([stream, source, id]));
  const contact = contacts.get(about.customerKey);
  const knownNames = contact?.everyName ?? [];
  const showing = { ...showingOfSessions(told, context), knownNames };
  return {
    conversation: headOf(query, told, { about, contact, url: urls.get(stream) }, context),
    entries: page.events.map((each) => entryOf(each, wordsOf(each.event)?.text ?? '', showing, names)),
    ...tell(
      told,
      page,
      { names, commentOf: (source, id) => wordsOf({ source, id })?.comment ?? '', knownNames },
      context,
    ),
    nextCursor: page.nextCursor,
  };
}

async function readNamesOf(told: Chronicle, page: Page, context: Context): Promise<PeopleNames> {
  const named = page.events.map(({ event: { body } }) => ({ agentId: body.agentId ?? '', teamId: body.teamId ?? '' }));
  const facts = (['session', 'assignment', 'turn', 'closure', 'rating'] as const).flatMap(
    (fact): { agentId: string; teamId: string }[] => rowsOf(told.facts, fact),
  );
  return readPeopleNames([...named, ...told.owned, ...facts], context);
}

function showingOfSessions({ facts }: Chronicle, { actor: { sight } }: Context): Omit<ShowingWords, 'knownNames'> {
  const assignments = rowsOf(facts, 'assignment');
  const bySession = Map.groupBy(assignments, ({ sessionId }) => sessionId);
  const showings = new Map([...bySession].map(([id, whose]) => [id, showingOf(sight, 'transcripts', whose)]));
  const between = showingOf(sight, 'transcripts', assignments);
  const ratings = rowsOf(facts, 'rating');
  const ofRatings = ratings.length > 0 ? ratings : assignments;
  const isRated = showingOf(sight, 'namedRatings', ofRatings) === 'open';
  return {
    said: (sessionId) => showings.get(sessionId) ?? between,
    areRatingsNamed: isRated,
    surveyAnswers: isRated ? between : 'withheld',
    surveyComments: showingOf(sight, 'comments', ofRatings),
  };
}

function headOf(
  { kind, conversationId }: ConversationQuery,
  { events, facts }: Chronicle,
  {
    about,
    contact,
    url,
  }: { about: typeof nothingKnown; contact: CustomerContact | undefined; url: string | undefined },
  context: Context,
): ConversationHead {
  const { shown, withheld } = shownContact(contact, url, rowsOf(facts, 'assignment'), context);
  return {
    kind,
    conversationId: kind === 'conversation' ? conversationId : null,
    source: about.source || (events[0]?.event.source ?? ''),
    channel: about.channel || null,
    inbox: about.inbox || null,
    topic: about.topic || null,
    tags: about.tags,
    campaign: about.campaign || null,
    language: about.language || null,
    ...shown,
    firstAt: events[0]?.event.at ?? 0,
    lastAt: events.at(-1)?.event.at ?? 0,
    entries: events.length,
    withheld,
  };
}

const nothingKnown = {
  customerKey: '',
  source: '',
  channel: '',
  inbox: '',
  topic: '',
  tags: [] as string[],
  campaign: '',
  language: '',
};

/** What is known of the conversation: as its last session, else any of its facts, has it. */
function aboutOf(facts: readonly Fact[]): typeof nothingKnown {
  const last = [...rowsOf(facts, 'call'), ...rowsOf(facts, 'session')].at(-1);
  const [rating] = rowsOf(facts, 'rating');
  const [closure] = rowsOf(facts, 'closure');
  return last ?? rating ?? closure ?? nothingKnown;
}
