import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Route, type Scope, scopes } from '../../contract/route.ts';
import { RidaError } from '../../core/errors.ts';
import { seesEverything } from '../../core/people/roles.ts';
import type { Context } from '../context.ts';
import type { Caller } from '../services/access/caller.ts';
import { findApiKeyCaller } from '../services/access/find-api-key.ts';
import { findSessionCaller } from '../services/access/find-session.ts';
import { sameSecret } from '../services/access/tokens.ts';
import { enterWorkspace } from '../services/workspaces/enter-workspace.ts';
import { openContext } from '../services/workspaces/open-context.ts';
import { readCookie, sessionCookieName } from './cookies.ts';
import { isAllowedOrigin } from './cross-origin.ts';
import type { RequestLimits } from './limit-requests.ts';
import { refuseCrossSite } from './security.ts';
import type { Services } from './services.ts';

/**
 * Lets a request through to its route or throws: `notSignedIn`, `notAllowed`, `crossSite`, `tooManyRequests`,
 * or `notFound` for a workspace that is not the asker's. What the route does not allow is refused.
 */
export async function guard(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  limits: RequestLimits,
): Promise<void> {
  const { access } = route;
  const byCookie = request.headers.authorization === undefined;
  if (access === 'public' || !isAllowedOrigin(request, services.settings.corsOrigins)) {
    refuseCrossSite(request, services.settings.publicUrl, byCookie && access !== 'public');
  }
  if (access === 'public') {
    limits.count(route, null, request, reply);
    return;
  }
  if (access === 'operator') {
    request.caller = operatorOf(route, request, services);
    return;
  }
  const caller = byCookie ? await sessionCaller(request, services) : await bearerCaller(request, services);
  if (!caller) {
    limits.countStranger(request, reply);
    throw new RidaError('notSignedIn');
  }
  request.caller = caller;
  limits.count(route, caller, request, reply);
  if (access !== 'signedIn') request.context = contextOf(access, caller, request, services);
}

function contextOf(scope: Scope, caller: Caller, request: FastifyRequest, services: Services): Context {
  const { workspace, actor } = caller;
  if (!workspace) throw new RidaError('notFound');
  if (!actor.scopes.includes(scope)) throw new RidaError('notAllowed');
  const log = services.log.child({ requestId: request.id, workspaceId: workspace.id });
  return openContext(workspace, actor, { ...services, log });
}

/** Who runs the service: the local token; for `/metrics` also the monitor's token. */
function operatorOf(route: Route, request: FastifyRequest, { settings }: Services): Caller {
  const token = bearerToken(request);
  const isMonitor =
    route.id === 'readMetrics' && settings.metricsToken !== null && sameSecret(token, settings.metricsToken);
  if (!isMonitor && !sameSecret(token, settings.localToken)) throw new RidaError('notSignedIn');
  return { ...localCaller, workspace: null };
}

const localCaller = {
  actor: { kind: 'local', id: 'local', role: 'owner', scopes, sight: seesEverything },
  sessionHash: null,
  userId: null,
} as const;

async function bearerCaller(request: FastifyRequest, services: Services): Promise<Caller | null> {
  const token = bearerToken(request);
  const wanted = wantedWorkspace(request);
  if (sameSecret(token, services.settings.localToken)) {
    return { ...localCaller, workspace: await enterWorkspace(services.db, 'any', wanted) };
  }
  return findApiKeyCaller(services.db, token, wanted, services.now());
}

async function sessionCaller(request: FastifyRequest, services: Services): Promise<Caller | null> {
  const token = readCookie(request.headers.cookie, sessionCookieName(services.settings.publicUrl));
  return findSessionCaller(services.db, token, wantedWorkspace(request), services.now());
}

function bearerToken(request: FastifyRequest): string {
  return /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** The workspace named by `Rida-Workspace`; null leaves the choice to us. */
function wantedWorkspace(request: FastifyRequest): number | null {
  const header = request.headers['rida-workspace'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[1-9]\d{0,8}$/.test(header)) throw new RidaError('notFound');
  return Number(header);
}
