import type { z, ZodType } from 'zod';
import type { ErrorCode } from '../core/errors.ts';
import { type Scope, scopes } from '../core/people/roles.ts';

export { type Scope, scopes };

/**
 * Who may enter: 'public' nobody needs to be known; 'signedIn' any person, key or command line;
 * 'operator' only who runs the service (the local token); a scope: whoever holds it in the workspace.
 */
export type Access = 'public' | 'signedIn' | 'operator' | Scope;

/**
 * One request and its answer, as a reader of the reference sees them; a test sends it to a service and compares.
 * Every part is as it crosses the wire: a path's and an address's values are texts.
 */
export interface Example<Params extends ZodType, Query extends ZodType, Body extends ZodType, Answer extends ZodType> {
  params?: z.input<Params>;
  query?: z.input<Query>;
  /** Of a route with `body: 'events'`: a list of events. */
  body?: z.input<Body>;
  answer: z.input<Answer>;
  /** For what only a signed-in person may do: it is asked with the session's cookie. Default: with a key. */
  by?: 'person';
}

/**
 * One route, described once: the server validates with it; `openapi.json`, the reference page and the client are
 * generated from it.
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
  example: Example<NoInfer<Params>, NoInfer<Query>, NoInfer<Body>, NoInfer<Answer>>;
  /** What this route may refuse with beyond what follows from its form (see route-errors.ts). */
  errors?: readonly ErrorCode[];
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
