/** The figures of the agent performance report, in its order. */
export const agentPerformanceKpis = [
  'assigned', 'notAssigned',
  'completed', 'missed', 'missedAndExpired', 'expired', 'timedOut', 'endedByCustomer', 'closedWithoutReply',
  'closedAutomatically', 'transferred', 'open',
  'responseAfterAssignment', 'responseAfterAssignmentMedian', 'responseAfterAssignmentP90',
  'replyTime', 'replyTimeMedian', 'replyTimeP90',
  'customerWait', 'customerWaitMedian', 'customerWaitP90',
  'firstResponse', 'firstResponseMedian', 'firstResponseP90',
  'handleTimePerTicket', 'handleTimePerTicketMedian', 'handleTimePerTicketP90',
  'timePerMessage',
  'resolution', 'resolutionMedian', 'resolutionP90',
  'completionTime', 'completionTimeMedian', 'completionTimeP90',
  'duration', 'durationMedian', 'durationP90',
  'messages', 'replies',
  'onlineHours', 'awayHours', 'busyHours', 'assignedPerOnlineHour',
  'positive', 'positiveShare', 'neutral', 'neutralShare', 'negative', 'negativeShare',
  'agentSessions', 'outboundSessions', 'handledByAgent', 'notHandled', 'escalated',
  'closed', 'reopened', 'reopenedShare',
  'averageScore', 'averageScoreMedian', 'averageScoreP90', 'satisfiedShare',
  'averageRating', 'averageRatingMedian', 'averageRatingP90', 'ratings', 'asked', 'responseRate',
  'calls', 'answeredCalls', 'resolvedCalls', 'abandoned', 'abandonedShare',
  'speedOfAnswer', 'speedOfAnswerMedian', 'speedOfAnswerP90',
  'talkTime', 'talkTimeMedian', 'talkTimeP90',
] as const;

/** The figures of the satisfaction report, in its order. */
export const satisfactionKpis = [
  'averageScore', 'averageScoreMedian', 'averageScoreP90', 'satisfiedShare',
  'averageRating', 'averageRatingMedian', 'averageRatingP90', 'ratings', 'asked', 'responseRate',
] as const;
