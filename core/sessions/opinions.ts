import type { LogEvent } from '../events/types.ts';
import { type ConversationState, type Invitation, labelNow, type Rated, type Rating, touch } from './state.ts';

/** A survey was sent, delivered, opened or suppressed. Whom it is about is frozen when it is sent. */
export function noteInvitation(state: ConversationState, event: LogEvent): void {
  const invitation = invitationOf(state, event);
  if (event.type === 'survey.sent') {
    if (invitation.sentAt === null) invitation.rated = ratedAt(state, event, event.at);
    invitation.sentAt ??= event.at;
  } else if (event.type === 'survey.delivered') invitation.deliveredAt ??= event.at;
  else if (event.type === 'survey.opened') invitation.openedAt ??= event.at;
  else {
    invitation.suppressedAt ??= event.at;
    invitation.suppressedReason ||= event.body.reason ?? '';
    invitation.rated ??= ratedAt(state, event, null);
  }
  touch(state, { kind: 'invitation', of: invitation });
}

/** An answer: of several to one rating the last counts, the first is kept. */
export function noteAnswer(state: ConversationState, event: LogEvent): void {
  const { body } = event;
  state.lastSurveyAnswerAt = event.at;
  const invitation = body.invitationId === undefined ? undefined : state.invitations.get(body.invitationId);
  if (invitation !== undefined) {
    invitation.answeredAt ??= event.at;
    touch(state, { kind: 'invitation', of: invitation });
  }
  const ratingId = body.ratingId ?? event.id;
  const before = state.ratings.get(ratingId);
  const rating: Rating = {
    key: ratingId,
    answeredAt: event.at,
    history: event.history,
    subject: body.subject ?? 'conversation',
    scale: body.scale ?? '',
    value: body.value ?? 0,
    firstValue: before?.firstValue ?? body.value ?? 0,
    rated: before?.rated ?? ratedBy(state, event, invitation),
    surveyId: body.surveyId ?? '',
    invitationId: body.invitationId ?? '',
    questionId: body.questionId ?? '',
    messageId: body.messageId ?? '',
    siteId: body.siteId ?? '',
    terminalId: body.terminalId ?? '',
    language: body.language ?? '',
    source: event.source,
    eventId: event.id,
  };
  state.ratings.set(ratingId, rating);
  if (before !== undefined) state.touched.delete(before);
  touch(state, { kind: 'rating', of: rating });
}

function invitationOf(state: ConversationState, event: LogEvent): Invitation {
  const key = event.body.invitationId ?? event.id;
  const known = state.invitations.get(key);
  if (known !== undefined) return known;
  const invitation: Invitation = {
    key,
    sentAt: null,
    suppressedAt: null,
    suppressedReason: '',
    deliveredAt: null,
    openedAt: null,
    answeredAt: null,
    surveyId: event.body.surveyId ?? '',
    subject: event.body.subject ?? 'conversation',
    source: event.source,
    rated: null,
  };
  state.invitations.set(key, invitation);
  return invitation;
}

/** An answer belongs to whom its invitation was about, unless it names somebody itself. */
function ratedBy(state: ConversationState, event: LogEvent, invitation: Invitation | undefined): Rated {
  const asked = invitation?.rated;
  if (asked === undefined || asked === null || event.body.agentId) return ratedAt(state, event, asked?.askedAt ?? null);
  return asked;
}

/** The named agent, else the owner of the last session ended before, else the bot or nobody. */
function ratedAt(state: ConversationState, event: LogEvent, askedAt: number | null): Rated {
  const session = state.lastEnded;
  const owner = session?.ownerAtEnd ?? { agentId: '', teamId: '' };
  const agentId = event.body.agentId ?? (session?.kind === 'agent' ? owner.agentId : '');
  const kind = agentId ? 'agent' : session?.kind === 'bot' ? 'bot' : 'nobody';
  return {
    owner: kind,
    agentId,
    teamId: event.body.teamId ?? owner.teamId,
    ...labelNow(state, session),
    askedAt,
    closedAt: state.lastClosure?.closedAt ?? null,
  };
}
