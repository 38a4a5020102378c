import type { ErrorCode } from '../core/errors.ts';

/**
 * What a program does about an error: `correct`: the same request fails again, change it · `signIn`: prove who you
 * are · `askPermission`: somebody else must allow it · `wait`: send the same again, after `Retry-After` where it is
 * said · `reload`: read the present state and decide anew · `tell`: tell whoever runs the service. Words in
 * `locales/…/reference.json`.
 */
export type Remedy = 'correct' | 'signIn' | 'askPermission' | 'wait' | 'reload' | 'tell';

export const remedies: Readonly<Record<ErrorCode, Remedy>> = {
  invalidRequest: 'correct',
  invalidEvent: 'correct',
  unknownEventType: 'correct',
  missingField: 'correct',
  timeOutOfRange: 'correct',
  unknownLabel: 'correct',
  beforeHorizon: 'correct',
  invalidSchedule: 'correct',
  answerTooLarge: 'correct',
  bodyTooLarge: 'correct',
  fileEmpty: 'correct',
  fileFormatUnknown: 'correct',
  fileEncodingUnknown: 'correct',
  fileDamaged: 'correct',
  fileTooLarge: 'correct',
  fileExpandsTooMuch: 'correct',
  fileForbiddenXml: 'correct',
  tooManyColumns: 'correct',
  tooManyRows: 'correct',
  cellTooLong: 'correct',
  sheetMissing: 'correct',
  columnsMissing: 'correct',
  mappingNotValid: 'correct',
  mappingNeeded: 'correct',
  importFileGone: 'correct',
  importNotOpen: 'correct',
  tooManyEvents: 'correct',
  unsupportedEncoding: 'correct',
  unsupportedMediaType: 'correct',
  notSignedIn: 'signIn',
  wrongCredentials: 'signIn',
  linkNotValid: 'signIn',
  passwordTooShort: 'correct',
  passwordTooEasy: 'correct',
  notAllowed: 'askPermission',
  crossSite: 'askPermission',
  notFound: 'correct',
  conflict: 'reload',
  limitReached: 'correct',
  cannotJoin: 'reload',
  agentHasLeft: 'correct',
  emailTaken: 'correct',
  idempotencyKeyReused: 'correct',
  requestInProgress: 'wait',
  tooManyRequests: 'wait',
  unavailable: 'wait',
  dataDirectoryInUse: 'tell',
  targetHolds: 'correct',
  targetEnded: 'reload',
  alreadyMember: 'correct',
  lastOwner: 'correct',
  internal: 'tell',
};
