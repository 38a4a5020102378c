import type { ZodType } from 'zod';

/** What an API key or a person may do; the closed list. */
export const scopes = ['events:write', 'reports:read', 'ingest:read', 'ingest:replay', 'workspace:admin'] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may enter: 'public' nobody needs to be known; 'signedIn' any person, key or command line;
 * 'operator' only who runs the service (the local token); a scope: whoever holds it in the workspace.
 */
export type Access = 'public' | 'signedIn' | 'operator' | Scope;

/**
 * One route, described once: the server validates with it, `openapi.json` is generated from it.
 * `path` is under `/api/v1` unless `root` is set; its parameters are written `{name}`.
 * `body: 'events'` is read by the ingest edge itself (JSON, NDJSON, gzip), `body: 'file'` by the edge of uploads
 * (multipart/form-data: a mapping and choices, then the file).
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
  access: Access;
  /** True for what monitors ask (`/healthz`): the path stands at the root of the host. */
  root?: true;
  params?: Params;
  query?: Query;
  body?: Body | 'events' | 'file';
  answer: Answer;
  /** Success status; default 200. */
  status?: 200 | 201 | 202 | 204;
  /** A repeat changes no more than one delivery does, so it takes no Idempotency-Key. */
  harmlessToRepeat?: true;
  /** Media type of the answer; default `application/json`. */
  produces?: string;
}

/** Whether a repeat of a request can be told by its `Idempotency-Key`: every write that needs it. */
export function takesIdempotencyKey({ method, harmlessToRepeat }: Route): boolean {
  return method !== 'GET' && harmlessToRepeat !== true;
}

/** Declares a route; only narrows its type. */
export function route<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  spec: Route<P, Q, B, A>,
): Route<P, Q, B, A> {
  return spec;
}
