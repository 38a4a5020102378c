import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const methods = 'GET, POST, PUT, DELETE';
const requestHeaders =
  'Authorization, Content-Type, Content-Encoding, Accept-Language, Idempotency-Key, Rida-Workspace';
const readableHeaders =
  'Content-Disposition, Content-Language, Idempotency-Replayed, RateLimit-Limit, RateLimit-Policy, ' +
  'RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Request-Id';
const preflightSeconds = '600';

/**
 * Lets pages of the origins named read the API, with an API key and nothing else: never with cookies, never with the
 * local token. Without any origin nothing is added, to no answer, and a preflight is `notFound`.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/v1/')) return;
    vary(reply);
    const origin = originOf(request, origins);
    if (origin === null || !hasApiKey(request)) return;
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': readableHeaders });
  });
  // A preflight carries no key: it is told what a request with one may do.
  app.options('/api/v1/*', { config: { id: 'preflight' } }, async (request, reply) => {
    const origin = originOf(request, origins);
    if (origin !== null) {
      reply.headers({
        'access-control-allow-origin': origin,
        'access-control-allow-methods': methods,
        'access-control-allow-headers': requestHeaders,
        'access-control-max-age': preflightSeconds,
      });
    }
    return reply.code(204).send();
  });
}

/** Whether a page of another site may send this: one of an origin named, with an API key of its own. */
export function isAllowedOrigin(request: FastifyRequest, origins: readonly string[]): boolean {
  return originOf(request, origins) !== null && hasApiKey(request);
}

function originOf({ headers }: FastifyRequest, origins: readonly string[]): string | null {
  return origins.find((origin) => origin === headers.origin) ?? null;
}

function hasApiKey({ headers }: FastifyRequest): boolean {
  return /^Bearer rida_/i.test(headers.authorization ?? '');
}

function vary(reply: FastifyReply): void {
  reply.header('vary', `${String(reply.getHeader('vary') ?? '')}, origin`);
}
