/**
 * Everything that is noted in the audit log, by its stable id; the closed list. What an id means never changes and
 * none is taken away: rows are kept for years. Its words are in `locales/…/audit.json`.
 */
export const auditActions = [
  'signedIn',
  'signInFailed',
  'signedOut',
  'signedOutEverywhere',
  'passwordChanged',
  'signInLinkCreated',
  'signInLinkRedeemed',
  'apiKeyCreated',
  'apiKeyRevoked',
  'workspaceCreated',
  'demoFilled',
  'policySet',
  'policyRemoved',
  'replayStarted',
  'agentDescribed',
  'teamDescribed',
  'agentLeft',
  'agentBack',
  'idsJoined',
  'idsParted',
  'joinRefused',
  'alarmAcknowledged',
  'sourceChanged',
  'targetSet',
  'targetEnded',
  'importStarted',
  'importUndone',
] as const;
export type AuditAction = (typeof auditActions)[number];
