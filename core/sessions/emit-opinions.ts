import { scoreOf } from '../surveys/scoring.ts';
import { aboutLabelled } from './about.ts';
import type { Fact, FactRow } from './facts.ts';
import type { ConversationState, Invitation, Rated, Rating } from './state.ts';

function aboutRated(state: ConversationState, rated: Rated, source: string) {
  return {
    ...aboutLabelled(state, rated),
    source,
    sessionId: rated.session?.key ?? '',
    ratedOwner: rated.owner,
    agentId: rated.agentId,
    teamId: rated.teamId,
  };
}

/** The row of a rating. */
export function ratingFact(state: ConversationState, rating: Rating): Fact {
  const about = aboutRated(state, rating.rated, rating.source);
  const row: FactRow<'rating'> = {
    answeredAt: rating.answeredAt,
    ratingId: rating.key,
    ...about,
    language: rating.language || about.language,
    subject: rating.subject,
    scale: rating.scale,
    ...scoreOf(rating.scale, rating.value),
    value: rating.value,
    firstValue: rating.firstValue,
    surveyId: rating.surveyId,
    invitationId: rating.invitationId,
    questionId: rating.questionId,
    messageId: rating.messageId,
    siteId: rating.siteId,
    terminalId: rating.terminalId,
    askedAt: rating.rated.askedAt,
    closedAt: rating.rated.closedAt,
    eventSource: rating.source,
    eventId: rating.eventId,
  };
  return { fact: 'rating', key: rating.key, row };
}

/** An invitation known only by its delivery or answer has no place in time yet: no row. */
export function invitationFacts(state: ConversationState, invitation: Invitation): Fact[] {
  const sentAt = invitation.sentAt ?? invitation.suppressedAt;
  if (sentAt === null || invitation.rated === null) return [];
  const row: FactRow<'invitation'> = {
    sentAt,
    invitationId: invitation.key,
    ...aboutRated(state, invitation.rated, invitation.source),
    subject: invitation.subject,
    surveyId: invitation.surveyId,
    suppressed: invitation.sentAt === null,
    suppressedReason: invitation.suppressedReason,
    deliveredAt: invitation.deliveredAt,
    surveyOpenedAt: invitation.openedAt,
    answeredAt: invitation.answeredAt,
  };
  return [{ fact: 'invitation', key: invitation.key, row }];
}
