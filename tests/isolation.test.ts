import { sql } from 'kysely';
import type { LightMyRequestResponse } from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Route, type Scope, scopes } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { openSession } from '../server/services/access/browser-sessions.ts';
import { scopedTables } from '../server/database/scoped-tables.ts';
import { useApp } from './support/app.ts';
import { type Fields, fieldsOf, formsOf, ownAndForeign, request, validFromOf } from './support/isolation.ts';

/**
 * Two workspaces, A and B, with the same kind of data. Whoever acts for A, with whatever id, cursor
 * or name of B in whatever place, sees nothing of B and changes nothing there. The requests are made
 * from the contract: a new route is tried by itself, and one with a field unknown here fails.
 */
const test = useApp();

interface Side {
  workspaceId: number;
  userId: number;
  key: string;
  keyId: string;
  alarmId: string;
  targetId: string;
  replayId: string;
  scheduleId: string;
  erasureId: string;
  letterIds: string[];
  importId: string;
  cursors: Record<string, string>;
}

let a: Side;
let b: Side;
let before: Map<string, string>;
let contentsOfB: string;

beforeAll(async () => {
  a = await found('a');
  await fill('a', a, 3);
  // The first to read leaves notes of having read; they are there before anything is compared.
  await answersOf('a', a);
  before = await answersOf('a', a);
  b = await found('b');
  await fill('b', b, 40);
  await answersOf('b', b);
  contentsOfB = await contentsOf(b);
});

async function found(name: string): Promise<Side> {
  const { db } = test.services;
  // A demo, so that nothing but its owner stands between it and its deletion.
  const workspaceId = await test.workspace(`Workspace secret-${name}`, 'demo');
  const { id: userId } = await db
    .insertInto('users')
    .values({ email: `secret-${name}@example.com`, password_hash: null, created_at: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('memberships').values({ workspace_id: workspaceId, user_id: userId, role: 'owner' }).execute();
  const key = await test.key(workspaceId);
  const { id } = await db
    .selectFrom('api_keys')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return {
    workspaceId,
    userId,
    key,
    keyId: String(id),
    erasureId: '',
    alarmId: '',
    targetId: '',
    replayId: '',
    scheduleId: '',
    letterIds: [],
    importId: '',
    cursors: {},
  };
}

/**
 * Conversations with every kind of word in them. What holds `secret-` is never sent by an attacker,
 * so wherever it shows up it was leaked; the other ids can be guessed.
 */
async function fill(name: string, side: Side, conversations: number): Promise<void> {
  const at = (minute: number) => new Date(test.clock.now - 3_600_000 + minute * 60_000).toISOString();
  const events = Array.from({ length: conversations }, (_, n) => {
    const conversationId = `conversation-${name}-${n}`;
    const agentId = `agent-${name}`;
    return [
      {
        id: `s${n}`,
        type: 'conversation.started',
        at: at(0),
        conversationId,
        channel: 'web',
        topic: `topic-${name}`,
        inbox: `secret-${name}-inbox`,
        customer: { id: `customer-${n}`, name: `secret-${name}-name`, phone: `+1${n}` },
      },
      {
        id: `m${n}`,
        type: 'message.sent',
        at: at(1),
        conversationId,
        author: 'customer',
        messageId: `m${n}`,
        text: `secret-${name}-text`,
      },
      { id: `a${n}`, type: 'conversation.assigned', at: at(2), conversationId, agentId, teamId: `team-${name}` },
      {
        id: `r${n}`,
        type: 'message.sent',
        at: at(3),
        conversationId,
        author: 'agent',
        agentId,
        messageId: `r${n}`,
        text: `secret-${name}-reply`,
      },
      { id: `c${n}`, type: 'conversation.closed', at: at(4), conversationId, by: 'agent', agentId },
      {
        id: `v${n}`,
        type: 'survey.answered',
        at: at(5),
        conversationId,
        ratingId: `rating-${name}-${n}`,
        scale: 'smiley3',
        value: 3,
        subject: 'conversation',
        comment: `secret-${name}-comment`,
      },
    ];
  }).flat();
  const named = [
    { id: 'an', type: 'agent.described', at: at(0), agentId: `agent-${name}`, name: `secret-${name}-agent` },
    { id: 'tn', type: 'team.described', at: at(0), teamId: `team-${name}`, name: `secret-${name}-team` },
  ];
  const bad = Array.from({ length: 60 }, (_, n) => ({
    id: `x${n}`,
    type: 'no.such.type',
    at: at(6),
    note: `secret-${name}-letter`,
  }));
  const answer = await ask(side.key, 'POST', '/events', [...events, ...named, ...bad]);
  expect(answer.json()).toMatchObject({ accepted: events.length + named.length });
  side.letterIds = answer.json().rejected.map(({ letterId }: { letterId: string }) => letterId);
  side.importId = await importOf(name, side);
  side.replayId = await changeRules(name, side);
  side.scheduleId = await schedule(name, side);
  await test.services.folding.settled();
  await judge(name, side);
  for (const gone of [`nobody of ${name}`, 'nobody else']) {
    const erasure = await ask(side.key, 'DELETE', `/customers/${encodeURIComponent(gone)}`);
    side.erasureId = String(erasure.json().id);
  }
  side.cursors = await cursorsOf(side);
}

/** Two imports, so that the list has a second page; the one that is given has a refused row. */
async function importOf(name: string, side: Side): Promise<string> {
  await ask(side.key, 'POST', '/imports/open', { name: `secret-${name}-earlier` });
  const { id } = (await ask(side.key, 'POST', '/imports/open', { name: `secret-${name}-import` })).json();
  await test.services.db
    .insertInto('import_refusals')
    .values({
      workspace_id: side.workspaceId,
      import_id: id,
      line: 2,
      cells: JSON.stringify([`secret-${name}-cell`]),
      reasons: JSON.stringify([{ code: 'missingField', params: { field: `secret-${name}-field` } }]),
    })
    .execute();
  return String(id);
}

/** A target of the side's team, and an alarm about its source. */
async function judge(name: string, side: Side): Promise<void> {
  const target = { kpi: 'satisfiedShare', subjectKind: 'team', subjectId: `team-${name}`, unit: 'month', value: 0.9 };
  side.targetId = String((await ask(side.key, 'POST', '/targets', target)).json().id);
  const { id } = await test.services.db
    .insertInto('source_alarms')
    .values({
      workspace_id: side.workspaceId,
      source: `secret-${name}-source`,
      kind: 'silent',
      since: 0,
      raised_at: 0,
      params: '{}',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  side.alarmId = String(id);
}

/** A policy, and the replay of it that is over. */
async function changeRules(name: string, { workspaceId }: Side): Promise<string> {
  const { db } = test.services;
  const dated = { valid_from: Date.parse(validFromOf(name)), set_at: 0, set_by: `secret-${name}-person` };
  await db
    .insertInto('policies')
    .values({ workspace_id: workspaceId, ...dated, policy: '{}' })
    .execute();
  const asked = { reason: 'policy', subject: `secret-${name}`, since: 0, asked_at: 0, asked_by: '' } as const;
  const over = { finished_at: 1, figures_before: '{}', figures_after: '{}' };
  const { id } = await db
    .insertInto('replays')
    .values({ workspace_id: workspaceId, ...asked, ...over })
    .returning('id')
    .executeTakeFirstOrThrow();
  return String(id);
}

/** A schedule, and that it is a team's. */
async function schedule(name: string, { workspaceId }: Side): Promise<string> {
  const { db } = test.services;
  const rules = { zone: 'UTC', versions: [{ validFrom: null, validTo: null, week: {} }], overrides: [], holidays: [] };
  const { id } = await db
    .insertInto('schedules')
    .values({
      workspace_id: workspaceId,
      name: `secret-${name}-hours`,
      rules: JSON.stringify(rules),
      set_at: 0,
      set_by: `secret-${name}-person`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const whose = { scope: 'team', scope_id: `team-${name}`, valid_from: null, valid_to: null } as const;
  await db
    .insertInto('schedule_assignments')
    .values({ workspace_id: workspaceId, schedule_id: id, ...whose })
    .execute();
  return String(id);
}

/** A cursor into each list of the side that has a second page. */
async function cursorsOf(side: Side): Promise<Record<string, string>> {
  const cursors: Record<string, string> = {};
  for (const route of routes.filter((each) => reads(each) && each.produces === undefined)) {
    const { own } = ownAndForeign(route, side, side);
    const fields = { ...own, query: 'limit' in own.query ? { limit: '1' } : {} };
    const { nextCursor = null } = (await test.ask(request(route, fields, bearer(side.key)))).json();
    if (nextCursor !== null) cursors[route.id] = nextCursor;
  }
  const { listDeadLetters = '' } = cursors;
  return { ...cursors, replayDeadLetters: listDeadLetters };
}

function ask(token: string, method: 'GET' | 'POST' | 'DELETE', path: string, payload?: unknown) {
  return test.ask({
    method,
    url: `/api/v1${path}`,
    headers: { authorization: `Bearer ${token}`, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  });
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** What a side sees of itself by every reading route. */
async function answersOf(name: 'a' | 'b', side: Side): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const route of routes.filter(reads)) {
    const both = ownAndForeign(route, side, side);
    const own = name === 'a' ? both.own : both.foreign;
    for (const fields of [own, { ...own, query: {} }]) {
      const answer = await test.ask(request(route, fields, bearer(side.key)));
      expect([route.id, answer.statusCode, answer.body]).toEqual([route.id, 200, expect.anything()]);
      answers.set(JSON.stringify([route.id, fields]), answer.body);
    }
  }
  return answers;
}

const volatile = new Set(['readMetrics', 'createApiKey']);

function reads({ id, method, access }: Route): boolean {
  return (method === 'GET' || /^query|^drill/.test(id)) && access !== 'operator' && !volatile.has(id);
}

/** Everything stored of a workspace, in both engines. */
async function contentsOf({ workspaceId }: Side): Promise<string> {
  const { db, warehouse } = test.services;
  const parts: string[] = [];
  for (const table of Object.keys(scopedTables)) {
    const { rows } = await sql<{ row: string }>`
      select t::text as row from ${sql.table(table)} as t where workspace_id = ${workspaceId} order by 1`.execute(db);
    parts.push(table, ...rows.map(({ row }) => row));
  }
  const tables = await warehouse.rows<[string]>(
    'report',
    `
    SELECT table FROM system.columns WHERE database = currentDatabase() AND name = 'workspace_id' ORDER BY table`,
  );
  for (const [table] of tables) {
    const rows = await warehouse.rows<[string, string]>(
      'report',
      `SELECT toString(count()), toString(groupBitXor(cityHash64(*))) FROM ${table} FINAL WHERE workspace_id = {id:UInt32}`,
      { id: workspaceId },
    );
    parts.push(`${table} ${rows.join()}`);
  }
  return parts.join('\n');
}

/** Throws when an answer holds what only B knows. */
function expectNothingOf(name: string, route: Route, answer: LightMyRequestResponse): void {
  const leaked = new RegExp(`secret-${name}[\\w-]*`).exec(JSON.stringify(answer.headers) + answer.body);
  expect([route.id, answer.statusCode, leaked?.[0] ?? null]).toEqual([route.id, answer.statusCode, null]);
  expect([route.id, answer.statusCode < 500]).toEqual([route.id, true]);
}

/** Ways to act for A: the key with everything, one with each single scope, a person's browser. */
async function waysIn(): Promise<Record<string, () => Promise<Record<string, string>>>> {
  const singles = scopes.map((scope): [string, () => Promise<Record<string, string>>] => [
    `a key with ${scope} alone`,
    async () => bearer(await test.key(a.workspaceId, [scope])),
  ]);
  return {
    'a key with every scope': async () => bearer(a.key),
    'a signed-in person': async () => {
      const { sessionToken } = await openSession(test.services.db, a.userId, test.clock.now);
      return { cookie: `rida_session=${sessionToken}`, origin: 'http://localhost:4300' };
    },
    ...Object.fromEntries(singles),
  };
}

it('A’s data are there to be seen by A, and B’s by B', async () => {
  for (const side of [a, b])
    expect(Object.keys(side.cursors)).toEqual(expect.arrayContaining(['listDeadLetters', 'listKpiRows']));
  expect([...before.values()].join('\n')).toContain('secret-a');
  expect([...(await answersOf('b', b)).values()].join('\n')).toContain('secret-b');
});

it('no answer to A changes when B’s data arrive', async () => {
  const after = await answersOf('a', a);
  for (const [id, answer] of before) expect([id, after.get(id)]).toEqual([id, answer]);
});

describe('with B’s ids in every place', () => {
  // What A may set under a name of B's is A's own from then on: first try to take B's away.
  const tried = routes.filter(({ access }) => access !== 'operator');
  for (const route of tried.toSorted((x, y) => Number(y.method === 'DELETE') - Number(x.method === 'DELETE'))) {
    it(`${route.method} ${route.path}`, async () => {
      for (const [name, way] of Object.entries(await waysIn())) {
        const attacks = attacksOn(route);
        // Whoever may not enter is told so whatever he asks: once is enough.
        const mayEnter = !name.endsWith(' alone') || name.includes(route.access);
        for (const attack of mayEnter ? attacks : attacks.slice(-1)) {
          const answer = await test.ask(request(route, attack.fields, await way()));
          expectNothingOf('b', route, answer);
          const isOwnName = attack.isPath && !saysAnything(route);
          if (isOwnName) expect([route.id, answer.statusCode]).toEqual([route.id, expect.toSatisfy(isRefusal)]);
        }
      }
      expect(await contentsOf(b)).toBe(contentsOfB);
    });
  }
});

/** Agents and teams are named by their sources: a workspace says of a name of its own what it likes. */
function saysAnything({ path, method }: Route): boolean {
  return /^\/(agents|teams)\//.test(path) && method !== 'DELETE';
}

function isRefusal(status: number): boolean {
  return status === 404 || status === 403 || status === 400;
}

/** One attack for each field that can name something of B, and one with all of them. */
function attacksOn(route: Route): { fields: Fields; isPath: boolean }[] {
  return Array.from({ length: formsOf(route) }, (_, form) => attacksInForm(route, form)).flat();
}

function attacksInForm(route: Route, form: number): { fields: Fields; isPath: boolean }[] {
  const { own, foreign } = ownAndForeign(route, a, b, form);
  // A name in a path that is the same for everybody (a KPI's) is no attack on anything.
  const isForeign = (name: string) => foreign.params[name] !== own.params[name];
  const single = (['params', 'query', 'body'] as const).flatMap((part) =>
    Object.keys(foreign[part]).map((name) => ({
      fields: { ...own, [part]: { ...own[part], [name]: foreign[part][name] } },
      isPath: part === 'params' && isForeign(name),
    })),
  );
  return [...single, { fields: foreign, isPath: Object.keys(foreign.params).some(isForeign) }];
}

describe('with B’s number as the workspace asked for', () => {
  for (const route of routes.filter(({ access }) => access !== 'public' && access !== 'operator')) {
    it(`${route.method} ${route.path} is not found`, async () => {
      const { own } = ownAndForeign(route, a, b);
      for (const way of Object.values(await waysIn())) {
        for (const workspace of [
          String(b.workspaceId),
          '999999',
          '0',
          '-1',
          '1e0',
          `${a.workspaceId},${b.workspaceId}`,
          'x',
          '',
        ]) {
          const answer = await test.ask(request(route, own, { ...(await way()), 'rida-workspace': workspace }));
          expectNothingOf('b', route, answer);
          expect([route.id, workspace, answer.statusCode]).toEqual([route.id, workspace, 404]);
        }
      }
    });
  }
});

describe('without the scope that a route asks for', () => {
  const scoped = routes.filter((route): route is Route & { access: Scope } =>
    scopes.some((scope) => scope === route.access),
  );
  for (const route of scoped) {
    it(`${route.method} ${route.path} is not allowed`, async () => {
      const { own } = ownAndForeign(route, a, b);
      const others = scopes.filter((scope) => scope !== route.access);
      for (const granted of [others, [], ...others.map((scope) => [scope])]) {
        const answer = await test.ask(request(route, own, bearer(await test.key(a.workspaceId, granted))));
        expect([route.id, granted, answer.statusCode]).toEqual([route.id, granted, 403]);
      }
    });
  }
});

describe('without being known', () => {
  for (const route of routes.filter(({ access }) => access !== 'public')) {
    it(`${route.method} ${route.path} is closed`, async () => {
      const { own } = ownAndForeign(route, a, b);
      const strangers = [
        {},
        bearer('x'),
        bearer(`rida_${'x'.repeat(43)}`),
        { cookie: `rida_session=${'x'.repeat(43)}` },
      ];
      for (const headers of strangers) {
        const answer = await test.ask(request(route, own, headers));
        const closed =
          route.method === 'GET' || !('cookie' in headers || Object.keys(headers).length === 0) ? [401] : [401, 403];
        expect([route.id, answer.statusCode]).toEqual([
          route.id,
          expect.toSatisfy((status: number) => closed.includes(status)),
        ]);
        expectNothingOf('a', route, answer);
      }
    });
  }
});

it('knows every field of every route', () => {
  const unknown = routes.flatMap((route) =>
    Array.from({ length: formsOf(route) }, (_, form) => fieldsOf(route, form))
      .flat()
      .filter((field) => !field.isKnown)
      .map(({ name }) => `${route.id}: ${name}`),
  );
  expect(unknown).toEqual([]);
});
