import type { FastifyRequest } from 'fastify';
import { type Route, takesIdempotencyKey } from '../../contract/route.ts';
import type { Caller } from '../services/access/caller.ts';
import type { KeyedRequest } from '../services/access/idempotent-requests.ts';
import { InvalidRequest } from './validate.ts';

/**
 * The request as its Idempotency-Key names it; null where it has none, or where a repeat is harmless.
 * Throws InvalidRequest for a key that is none: 1 to 255 visible ASCII characters, given once.
 */
export function keyedRequest(route: Route, request: FastifyRequest): KeyedRequest | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined || !takesIdempotencyKey(route)) return null;
  // Node joins a header that was given twice by a comma and a space.
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new InvalidRequest([{ at: 'header.Idempotency-Key', rule: 'visible_ascii' }]);
  }
  const { caller, context, method, url, query, body } = request;
  const who = caller === null ? 'public' : `${caller.actor.kind}:${caller.actor.id}`;
  const workspace = String(request.headers['rida-workspace'] ?? '');
  const [path = ''] = url.split('?');
  return {
    key,
    scope: [who, workspace, method, path],
    content: JSON.stringify([query, body ?? null, rightsOf(caller)]),
    workspaceId: context?.workspace.id ?? null,
  };
}

/** Whose role changed meanwhile asks for something else: the first answer may hold what he sees no more. */
function rightsOf(caller: Caller | null): unknown {
  if (caller === null) return null;
  const { scopes, sight } = caller.actor;
  return [scopes, sight.sees, sight.teamIds, sight.agentIds];
}
