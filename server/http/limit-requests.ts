import type { FastifyReply, FastifyRequest } from 'fastify';
import { type RateLimitClass, rateLimitOf, type RateLimits } from '../../contract/rate-limits.ts';
import type { Route } from '../../contract/route.ts';
import { RidaError } from '../../core/errors.ts';
import type { Caller } from '../services/access/caller.ts';
import { networkOf } from '../services/access/sign-in.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Counts requests, says in headers what is left, and throws `tooManyRequests` where nothing is. */
export interface RequestLimits {
  /** A request to a route by whoever was let in; null: nobody needs to be known. */
  count(route: Route, caller: Caller | null, request: FastifyRequest, reply: FastifyReply): void;
  /** A request by somebody who is nobody we know, so that keys cannot be tried without end. */
  countStranger(request: FastifyRequest, reply: FastifyReply): void;
}

/** Limits of one process, all full. */
export function createRequestLimits(limits: RateLimits, now: () => number): RequestLimits {
  const buckets = Object.fromEntries(
    Object.entries(limits).map(([name, perMinute]) => [name, new TokenBuckets(perMinute)]),
  ) as Record<RateLimitClass, TokenBuckets>;

  function take(name: RateLimitClass, who: string, reply: FastifyReply): void {
    const { perMinute } = buckets[name];
    if (perMinute === 0) return;
    const { allowed, remaining, resetSeconds, retrySeconds } = buckets[name].take(who, now());
    reply.headers({
      'ratelimit-limit': String(perMinute),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetSeconds),
      'ratelimit-policy': `${perMinute};w=60;comment="${name}"`,
    });
    if (!allowed) throw new RidaError('tooManyRequests', { seconds: retrySeconds });
  }

  return {
    count(route, caller, request, reply) {
      const name = rateLimitOf(route);
      if (name === null || caller?.actor.kind === 'local') return;
      take(name, caller ? whoIs(caller) : addressOf(request), reply);
    },
    countStranger: (request, reply) => take('public', addressOf(request), reply),
  };
}

/** One bucket a key, and one a browser session: a person's second browser has its own. */
function whoIs({ actor, sessionHash }: Caller): string {
  return sessionHash === null ? `${actor.kind}:${actor.id}` : `session:${sessionHash.toString('base64url')}`;
}

function addressOf({ ip }: FastifyRequest): string {
  return `address:${networkOf(ip)}`;
}
