import { randomUUID } from 'node:crypto';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { type Locale, preferredLocale } from '../../core/language/locales.ts';
import { RidaError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import type { Caller } from '../services/access/caller.ts';
import { guard } from './admit.ts';
import { allowOrigins } from './cross-origin.ts';
import type { Door } from './handler.ts';
import { createRequestLimits, type RequestLimits } from './limit-requests.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { servePages } from './pages.ts';
import { sendProblem } from './problem.ts';
import { answer } from './answer.ts';
import { doors } from './doors.ts';
import { securityHeaders } from './security.ts';
import type { Services } from './services.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Language of the texts of the answer. */
    locale: Locale;
    /** Who asks, once the guard of the route let them in. */
    caller: Caller | null;
    context: Context | null;
  }
}

/** Largest body of every route but those that take events. */
const bodyLimitBytes = 64 * 1024;

/**
 * The whole HTTP face: every route of the contract behind its guard, the pages, and one way for
 * errors to leave. It listens to nothing yet; `app.inject` asks it in tests.
 */
export async function buildApp(services: Services): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = services.log;
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: bodyLimitBytes,
    requestTimeout: 60_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
    trustProxy: services.settings.trustedProxies.length > 0 ? [...services.settings.trustedProxies] : false,
    routerOptions: { maxParamLength: 1024 },
    // Raised before any hook runs.
    frameworkErrors: (error, request, reply) => {
      prepare(request, reply, services);
      sendProblem(error, request, reply);
    },
  });
  const metrics = createMetrics(services);
  prepareRequests(app, services, metrics);
  allowOrigins(app, services.settings.corsOrigins);
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendProblem(new RidaError('notFound'), request, reply));
  await openDoors(app, doors(metrics), services);
  servePages(app);
  await app.ready();
  return app;
}

function prepareRequests(app: FastifyInstance, services: Services, metrics: Metrics): void {
  app.decorateRequest('locale', 'en');
  app.decorateRequest('caller', null);
  app.decorateRequest('context', null);
  app.addHook('onRequest', async (request, reply) => prepare(request, reply, services));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.config.id ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    metrics.observe(route, reply.statusCode, seconds);
    const level = reply.statusCode >= 400 ? 'info' : 'debug';
    request.log[level]({ route, status: reply.statusCode, seconds }, 'answered');
  });
}

function prepare(request: FastifyRequest, reply: FastifyReply, { settings }: Services): void {
  request.locale = preferredLocale(request.headers['accept-language'], 'en');
  reply.headers(securityHeaders(settings.publicUrl)).header('x-request-id', request.id);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's id in the contract. */
    id?: string;
  }
}

async function openDoors(app: FastifyInstance, all: readonly Door[], services: Services): Promise<void> {
  const limits = createRequestLimits(services.settings.rateLimits, services.now);
  const [plain, unread] = [all.filter(takesJson), all.filter((door) => !takesJson(door))];
  for (const door of plain) openDoor(app, door, services, limits);
  // Events and files are read by their own edges: these routes get the bytes unread, whatever their type says.
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const door of unread) openDoor(scope, door, services, limits);
  });
}

function takesJson(door: Door): boolean {
  return door.route.body !== 'events' && door.route.body !== 'file';
}

function openDoor(app: FastifyInstance, door: Door, services: Services, limits: RequestLimits): void {
  const { route } = door;
  const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.route({
    method: route.method,
    url: route.root ? path : `/api/v1${path}`,
    config: { id: route.id },
    // Before the body is read: who may not enter cannot make us parse.
    onRequest: async (request, reply) => guard(route, request, reply, services, limits),
    handler: async (request, reply) => answer(door, request, reply, services),
  });
}
