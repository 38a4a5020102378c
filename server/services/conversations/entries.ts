import type { Author, EventBody, EventType } from '../../../core/events/types.ts';
import type { ChronicledEvent } from '../../../core/sessions/chronicle.ts';
import { type Showing, shownText } from '../people/sight.ts';
import { namedPeople, type PeopleNames } from '../sessions/owners.ts';

/** An event of a conversation as it is told; `at` is epoch ms. */
export interface Entry {
  key: string;
  type: EventType;
  at: number;
  source: string;
  /** The session that it is in, opened or ended. */
  sessionId: string | null;
  author: Author | null;
  agentId: string | null;
  agentName: string | null;
  teamId: string | null;
  teamName: string | null;
  text: string | null;
  /**
   * Of a message: its words are here, are here without what names a person, are not for the asker, or are not kept (sent without, erased or
   * expired). null for what has no words.
   */
  textState: 'shown' | 'masked' | 'withheld' | 'notKept' | null;
  /** Sent by a rule of the source, not by a person. */
  automatic: boolean;
  /** A note among colleagues. */
  private: boolean;
  /** Answers a survey, by what the sender says. */
  surveyAnswer: boolean;
  /** Written right after a survey answer: part of it. */
  surveyComment: boolean;
  details: EntryDetails;
}

/** What else an event says; never what a customer answered, nor who he is. */
const detailNames = [
  'channel',
  'inbox',
  'topic',
  'tags',
  'campaign',
  'startedBy',
  'by',
  'bulk',
  'reason',
  'surveyId',
  'invitationId',
  'questionId',
  'ratingId',
  'subject',
  'messageId',
  'callId',
  'dialled',
  'resolved',
] as const satisfies readonly (keyof EventBody)[];

export type EntryDetails = Pick<EventBody, (typeof detailNames)[number]>;

/** How much of what was said the asker sees, by session; '' for between sessions. */
export interface ShowingWords {
  said(sessionId: string): Showing;
  areRatingsNamed: boolean;
  surveyAnswers: Showing;
  surveyComments: Showing;
  /** What the customer is called: unreadable in what is masked. */
  knownNames: readonly string[];
}

/** Tells an event; `text`: what is kept of its words, '' for nothing. */
export function entryOf(told: ChronicledEvent, text: string, showing: ShowingWords, names: PeopleNames): Entry {
  const { key, event, sessionId, surveyComment } = told;
  const { type, at, source, body } = event;
  const { agentId = '', teamId = '' } = body;
  return {
    key,
    type,
    at,
    source,
    sessionId: sessionId || null,
    author: type === 'message.sent' ? (body.author ?? null) : null,
    ...namedPeople({ agentId, teamId }, names),
    ...wordsOf(told, text, showing),
    automatic: body.automatic ?? false,
    private: body.private ?? false,
    surveyAnswer: body.surveyAnswer ?? false,
    surveyComment,
    details: detailsOf(event, showing),
  };
}

/** Which rating an answer is leads to it wherever ratings are named: it goes with them. */
function detailsOf({ type, body }: ChronicledEvent['event'], { areRatingsNamed }: ShowingWords): EntryDetails {
  const told = detailNames.filter((name) => body[name] !== undefined);
  const shown = told.filter((name) => areRatingsNamed || type !== 'survey.answered' || name !== 'ratingId');
  return Object.fromEntries(shown.map((name) => [name, body[name]]));
}

function wordsOf(told: ChronicledEvent, text: string, showing: ShowingWords): Pick<Entry, 'text' | 'textState'> {
  if (told.event.type !== 'message.sent') return { text: null, textState: null };
  const how = showingOf(told, showing);
  const shown = shownText(how, text, showing.knownNames);
  if (shown === null) return { text: null, textState: 'withheld' };
  return shown === ''
    ? { text: null, textState: 'notKept' }
    : { text: shown, textState: how === 'masked' ? 'masked' : 'shown' };
}

/** An answer to a survey is an opinion, whatever it is sent as. */
function showingOf({ event, sessionId, surveyComment }: ChronicledEvent, showing: ShowingWords): Showing {
  if (event.body.surveyAnswer) return showing.surveyAnswers;
  return surveyComment ? showing.surveyComments : showing.said(sessionId);
}
