/**
 * The closed list of what can go wrong. A door (HTTP, CLI, import) translates a code into its own
 * form; texts live in `locales/`, keyed by the code.
 */
export const errorCodes = {
  invalidRequest: 400,
  invalidEvent: 400,
  unknownEventType: 400,
  missingField: 400,
  timeOutOfRange: 400,
  unknownLabel: 400,
  beforeHorizon: 400,
  invalidSchedule: 400,
  answerTooLarge: 400,
  bodyTooLarge: 413,
  fileEmpty: 400,
  fileFormatUnknown: 415,
  fileEncodingUnknown: 415,
  fileDamaged: 400,
  fileTooLarge: 413,
  fileExpandsTooMuch: 413,
  fileForbiddenXml: 400,
  tooManyColumns: 413,
  tooManyRows: 413,
  cellTooLong: 413,
  sheetMissing: 400,
  columnsMissing: 400,
  mappingNotValid: 400,
  mappingNeeded: 400,
  importFileGone: 409,
  importNotOpen: 409,
  tooManyEvents: 413,
  unsupportedEncoding: 415,
  unsupportedMediaType: 415,
  notSignedIn: 401,
  wrongCredentials: 401,
  linkNotValid: 400,
  passwordTooShort: 400,
  passwordTooEasy: 400,
  notAllowed: 403,
  crossSite: 403,
  notFound: 404,
  conflict: 409,
  targetHolds: 409,
  targetEnded: 409,
  emailTaken: 409,
  alreadyMember: 409,
  lastOwner: 409,
  limitReached: 409,
  cannotJoin: 409,
  agentHasLeft: 409,
  idempotencyKeyReused: 409,
  requestInProgress: 409,
  tooManyRequests: 429,
  unavailable: 503,
  dataDirectoryInUse: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Values that a translated text may name; never secrets, never SQL. */
export type ErrorParams = Readonly<Record<string, string | number>>;

/** What the core and the services throw; `code` is stable, `params` fill the translated text. */
export class RidaError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  /** `options.cause` is for the log and for tests; no door shows it. */
  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(params)}`, options);
    this.name = 'RidaError';
    this.code = code;
    this.params = params;
  }
}

/** What an unknown error says of itself, for a log or an operator; many refused connections in one say it as a code. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
