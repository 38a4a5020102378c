import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, errorCodes, type ErrorParams, RidaError } from '../../core/errors.ts';
import type { Locale } from '../../core/language/locales.ts';
import { message } from '../../locales/messages.ts';
import { type Fault, InvalidRequest } from './validate.ts';

/** An error as it leaves (RFC 9457); `code` is stable, the texts are in the asker's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: ErrorCode;
  params: ErrorParams;
  errors?: readonly Fault[];
  requestId: string;
}

/** Answers with a problem; what is not ours to show goes to the log and leaves as `internal`. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asRidaError(error);
  const problem = describe(known, request.locale, request.id);
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  const { seconds } = known.params;
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  // What was not read of a refused body must not be taken for the next request.
  if (problem.status === 413) reply.header('connection', 'close');
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', request.locale)
    .send(JSON.stringify(problem));
}

function describe(error: RidaError, locale: Locale, requestId: string): Problem {
  const { code, params } = error;
  return {
    type: `urn:rida:problem:${code}`,
    title: message(locale, `errors.${code}.title`),
    status: errorCodes[code],
    ...detailOf(locale, error),
    code,
    params,
    ...(error instanceof InvalidRequest && { errors: error.faults }),
    requestId,
  };
}

/** The longer text; left out where the error does not say all that the text names. */
function detailOf(locale: Locale, { code, params }: RidaError): { detail?: string } {
  try {
    return { detail: message(locale, `errors.${code}.detail`, params) };
  } catch {
    return {};
  }
}

/** What fastify itself refuses, in our words. Anything unknown is `internal` and shows nothing. */
const fastifyCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'bodyTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupportedMediaType',
};

function asRidaError(error: unknown): RidaError {
  if (error instanceof RidaError) return error;
  const { code, statusCode } = fieldsOf(error);
  const known = fastifyCodes[code];
  if (known) return new RidaError(known);
  if (code === 'FST_ERR_BAD_URL') return new InvalidRequest([{ at: 'path', rule: 'not_decodable' }]);
  if (code.startsWith('FST_ERR_CTP') || statusCode === 400) {
    return new InvalidRequest([{ at: 'body', rule: 'not_json' }]);
  }
  return new RidaError('internal');
}

function fieldsOf(error: unknown): { code: string; statusCode: number } {
  if (!(error instanceof Error)) return { code: '', statusCode: 500 };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
  return { code, statusCode };
}
