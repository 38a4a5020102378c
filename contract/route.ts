import type { ZodType } from 'zod';

/** What an API key or a person may do; the closed list. */
export const scopes = ['events:write', 'reports:read', 'ingest:read', 'ingest:replay', 'workspace:admin'] as const;
export type Scope = (typeof scopes)[number];

/**
 * One route, described once: the server validates with it, `openapi.json` is generated from it.
 * `access`: 'public' needs nobody; a scope needs a key or a signed-in person who holds it.
 * `body: 'events'` is read by the ingest edge itself (JSON, NDJSON, gzip).
 */
export interface Route<
  Params extends ZodType = ZodType,
  Query extends ZodType = ZodType,
  Body extends ZodType = ZodType,
  Answer extends ZodType = ZodType,
> {
  id: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: `/${string}`;
  summary: string;
  access: 'public' | Scope;
  params?: Params;
  query?: Query;
  body?: Body | 'events';
  answer: Answer;
  /** Success status; default 200. */
  status?: 200 | 201 | 202 | 204;
}

/** Declares a route; only narrows its type. */
export function route<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  spec: Route<P, Q, B, A>,
): Route<P, Q, B, A> {
  return spec;
}
