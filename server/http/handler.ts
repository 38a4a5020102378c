import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { z, ZodType } from 'zod';
import type { Route } from '../../contract/route.ts';
import type { Context, Locale } from '../context.ts';
import type { Caller } from '../services/access/caller.ts';
import type { Ports, Services } from './services.ts';
import { type Sent, parseSent } from './validate.ts';

/** What a handler gets of the request: checked against the contract, once, at the edge. */
export interface Input<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  raw: RawRequest;
}

/** The request itself, for the few who need more than its parts. */
export interface RawRequest {
  headers: IncomingHttpHeaders;
  /** Unread bytes of a route with `body: 'events'` or `'file'`; empty for every other. */
  stream: Readable;
  /** Address of the asker; of a trusted proxy's client where one is set. */
  address: string;
  /** Language of the answer's texts. */
  locale: Locale;
}

/** An answer that carries headers of its own; a list gives a header once for each value. */
export class Reply<T> {
  readonly body: T;
  readonly headers: Readonly<Record<string, string | string[]>>;

  constructor(body: T, headers: Readonly<Record<string, string | string[]>>) {
    this.body = body;
    this.headers = headers;
  }
}

/** What the edge hands to a door: who asks is known and allowed before `open` is called. */
export interface Visit {
  sent: Sent;
  raw: RawRequest;
  services: Services;
  /** Null on a public route. */
  caller: Caller | null;
  /** Null unless the route asks for a scope. */
  context: Context | null;
}

/** A route and what it does; `app.ts` puts it behind the checks of its `access`. */
export interface Door {
  route: Route;
  open(visit: Visit): Promise<unknown>;
}

type Result<A extends ZodType> = Promise<z.input<A> | Reply<z.input<A>>>;

/** A route of a workspace: asks for a scope, works through the Context. */
export function handler<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: Route<P, Q, B, A>,
  run: (input: Input<z.output<P>, z.output<Q>, z.output<B>>, context: Context, services: Ports) => Result<A>,
): Door {
  return {
    route,
    open: async ({ sent, raw, services, context }) => {
      if (!context) throw new Error(`${route.id}: a route of a workspace must ask for a scope`);
      const { db: _db, warehouse: _warehouse, answers: _answers, ...ports } = services;
      return await run(parseSent(route, sent, raw), context, ports);
    },
  };
}

/** A route of a workspace about its people: who they are is known beyond it, so it gets all services as well. */
export function peopleHandler<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: Route<P, Q, B, A>,
  run: (input: Input<z.output<P>, z.output<Q>, z.output<B>>, context: Context, services: Services) => Result<A>,
): Door {
  return {
    route,
    open: async ({ sent, raw, services, context }) => {
      if (!context) throw new Error(`${route.id}: a route of a workspace must ask for a scope`);
      return await run(parseSent(route, sent, raw), context, services);
    },
  };
}

/** A route for whoever is known (`signedIn`, `operator`); it may concern several workspaces. */
export function callerHandler<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: Route<P, Q, B, A>,
  run: (input: Input<z.output<P>, z.output<Q>, z.output<B>>, caller: Caller, services: Services) => Result<A>,
): Door {
  return {
    route,
    open: async ({ sent, raw, services, caller }) => {
      if (!caller) throw new Error(`${route.id}: nobody is known on a public route`);
      return await run(parseSent(route, sent, raw), caller, services);
    },
  };
}

/** A route for everybody: `access: 'public'`. */
export function publicHandler<P extends ZodType, Q extends ZodType, B extends ZodType, A extends ZodType>(
  route: Route<P, Q, B, A>,
  run: (input: Input<z.output<P>, z.output<Q>, z.output<B>>, services: Services) => Result<A>,
): Door {
  return { route, open: async ({ sent, raw, services }) => await run(parseSent(route, sent, raw), services) };
}
