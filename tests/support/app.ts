import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type Scope, scopes } from '../../contract/route.ts';
import type { Role } from '../../core/people/roles.ts';
import { buildApp } from '../../server/http/app.ts';
import type { HttpSettings, Services } from '../../server/http/services.ts';
import { type OwnFolding, startFolding } from '../../server/ingest/folding/folding.ts';
import { listenForFacts } from '../../server/database/facts-notices.ts';
import { watchErasedPeople } from '../../server/ingest/erased-people.ts';
import { startIntake } from '../../server/ingest/intake.ts';
import { openUploads } from '../../server/ingest/uploads.ts';
import { Answers } from '../../server/warehouse/answers.ts';
import { hashOf } from '../../server/services/access/tokens.ts';
import { newApiKey, shownPart } from '../../server/services/access/api-keys.ts';
import { runReplays } from '../../server/services/sessions/run-replays.ts';
import { createWorkspace } from '../../server/services/workspaces/create-workspace.ts';
import { useEngines } from './engines.ts';

export const localToken = 'local-token-of-the-tests-0123456789';
export const metricsToken = 'metrics-token-of-the-tests';

/** The clock of tests stands still, so that no bucket would ever fill again. */
const noLimits = { events: 0, reports: 0, reads: 0, writes: 0, public: 0 };

/** The whole service without a port: both engines, ingest, fold and every route, asked by `ask`. */
export interface TestApp {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly pool: pg.Pool;
  /** The clock of the service; tests set it. */
  readonly clock: { now: number };
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  /** Asks a route of the API with a key: its status, and its answer where it has one. */
  call(
    token: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    payload?: unknown,
  ): Promise<{ status: number; body: ReturnType<typeof bodyOf> }>;
  /** Lets time pass, and folds what is due then. */
  pass(ms: number): Promise<void>;
  /** Runs every replay to its end. */
  replay(): Promise<void>;
  /** An API key of the workspace, as its secret; it sees everything unless it is to see as a role does. */
  key(workspaceId: number, granted?: readonly Scope[], sees?: Role): Promise<string>;
  workspace(name: string, kind?: 'demo'): Promise<number>;
}

/** One service for all tests of a file. Call it at the file's top. */
export function useApp(settings: Partial<HttpSettings> = {}): TestApp {
  const engines = useEngines();
  let app: FastifyInstance | null = null;
  let services: Services | null = null;
  let own: OwnFolding | null = null;
  let listener: ReturnType<typeof listenForFacts> | null = null;
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const running = <T>(part: T | null): T => {
    if (part === null) throw new Error('the app runs only inside tests and hooks');
    return part;
  };

  beforeAll(async () => {
    const { db, pool, warehouse, log } = engines;
    const now = () => clock.now;
    const answers = new Answers();
    listener = listenForFacts(pool, answers, log);
    const onFactsChanged = (workspaceId: number) => answers.factsChanged(workspaceId);
    // By hand: a clock that tests set must not end the fold's leases behind its back.
    const folding = await startFolding({ db, warehouse, now, log, manual: true, onFactsChanged });
    own = folding;
    const erased = await watchErasedPeople({ db, now, log });
    const intake = startIntake({ warehouse, now, log, erased });
    intake.onCommitted((events) => folding.offer(events));
    services = {
      db,
      warehouse,
      answers,
      intake,
      folding,
      erased,
      uploads: openUploads(engines.dataDir),
      now,
      log,
      settings: {
        publicUrl: 'http://localhost:4300',
        localToken,
        metricsToken,
        trustedProxies: [],
        corsOrigins: [],
        rateLimits: noLimits,
        ...settings,
      },
    };
    app = await buildApp(services);
  });

  afterAll(async () => {
    await app?.close();
    await services?.intake.stop();
    await services?.folding.stop();
    await services?.erased.stop();
    await listener?.stop();
  });

  return {
    get app() {
      return running(app);
    },
    get services() {
      return running(services);
    },
    get pool() {
      return engines.pool;
    },
    clock,
    ask: (options) => running(app).inject(options),
    async call(token, method, path, payload) {
      const answer = await running(app).inject({
        method,
        url: `/api/v1${path}`,
        headers: {
          authorization: `Bearer ${token}`,
          ...(payload !== undefined && { 'content-type': 'application/json' }),
        },
        ...(payload !== undefined && { payload: JSON.stringify(payload) }),
      });
      return { status: answer.statusCode, body: bodyOf(answer) };
    },
    async pass(ms) {
      clock.now += ms;
      await running(own).sweep();
      await running(own).settled();
    },
    async replay() {
      while (await runReplays(running(services))) {
        clock.now += 1_000;
        await running(own).sweep();
        await running(own).settled();
      }
    },
    async key(workspaceId, granted = scopes, sees = 'owner') {
      const secret = newApiKey();
      await engines.db
        .insertInto('api_keys')
        .values({
          workspace_id: workspaceId,
          token_hash: hashOf(secret),
          prefix: shownPart(secret),
          name: 'test',
          scopes: [...granted],
          source: 'test',
          sees,
          created_at: clock.now,
          created_by: 'test',
        })
        .execute();
      return secret;
    },
    async workspace(name, kind) {
      const demo = kind === 'demo';
      const made = await createWorkspace(
        { name, zone: 'Asia/Riyadh', locale: 'ar', demo, ownerId: null },
        running(services),
      );
      return made.id;
    },
  };
}

/** What a test knows the shape of; null for no answer. */
function bodyOf(answer: LightMyRequestResponse) {
  return answer.body === '' ? null : answer.json();
}
