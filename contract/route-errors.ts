import { type ErrorCode, errorCodes } from '../core/errors.ts';
import { rateLimitOf } from './rate-limits.ts';
import { type Route, takesIdempotencyKey } from './route.ts';

/**
 * Every error that a route may answer with, in the order of the closed list: what follows from its form (who may
 * enter, what it takes) and what it names itself.
 */
export function errorsOf(route: Route): ErrorCode[] {
  const possible = new Set<ErrorCode>([...formErrors(route), ...(route.errors ?? []), 'internal']);
  return codes.filter((code) => possible.has(code));
}

const codes = Object.keys(errorCodes) as ErrorCode[];

function formErrors(route: Route): ErrorCode[] {
  const { access, body, method, params } = route;
  const isKnown = access !== 'public';
  const isOfWorkspace = isKnown && access !== 'signedIn' && access !== 'operator';
  return [
    'invalidRequest',
    ...when(body !== undefined, 'bodyTooLarge', 'unsupportedMediaType'),
    ...when(body === 'events', 'tooManyEvents', 'unsupportedEncoding', 'importNotOpen'),
    ...when(body === 'file', ...errorsOfFiles),
    ...when(isKnown, 'notSignedIn'),
    ...when(isOfWorkspace, 'notAllowed', 'notFound', 'unavailable'),
    ...when(access === 'signedIn' || params !== undefined, 'notFound'),
    ...when(method !== 'GET', 'crossSite'),
    ...when(takesIdempotencyKey(route), 'idempotencyKeyReused', 'requestInProgress'),
    ...when(rateLimitOf(route) !== null, 'tooManyRequests'),
  ];
}

/** What a file may be refused for before it is read in. */
const errorsOfFiles: readonly ErrorCode[] = [
  'fileEmpty',
  'fileFormatUnknown',
  'fileEncodingUnknown',
  'fileDamaged',
  'fileTooLarge',
  'fileExpandsTooMuch',
  'fileForbiddenXml',
  'tooManyColumns',
  'tooManyRows',
  'cellTooLong',
  'sheetMissing',
  'columnsMissing',
  'mappingNotValid',
];

function when(is: boolean, ...those: ErrorCode[]): ErrorCode[] {
  return is ? those : [];
}
