import type { Route } from './route.ts';

/**
 * Kinds of requests that are limited apart, each with how many a minute one caller may send by default. A bucket
 * as large as a minute's requests fills evenly, so a burst passes and a steady stream settles at the rate.
 */
export const rateLimits = {
  /** Deliveries of events, whatever they hold: 500 a second. */
  events: 30_000,
  /** Whatever computes figures. */
  reports: 600,
  /** Every other GET. */
  reads: 3_000,
  /** Every other change. */
  writes: 600,
  /** What nobody needs to be known for, by address; also what an address sends with a key that is none. */
  public: 600,
} as const;

export type RateLimitClass = keyof typeof rateLimits;

/** Requests a minute by class; 0: as many as anybody likes. */
export type RateLimits = Readonly<Record<RateLimitClass, number>>;

/** Which limit a route counts against; null for what monitors ask, and for the service's own command line. */
export function rateLimitOf({ access, body, method, root }: Route): RateLimitClass | null {
  if (root || access === 'operator') return null;
  if (access === 'public') return 'public';
  if (body === 'events') return 'events';
  if (access === 'reports:read') return 'reports';
  return method === 'GET' ? 'reads' : 'writes';
}
