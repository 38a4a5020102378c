import { z } from 'zod';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Route, type Scope, scopes } from '../../contract/route.ts';
import { routes } from '../../contract/routes.ts';
import { type DataClass, dataClasses, type Extent, type Role, roleRights, roles } from '../../core/people/roles.ts';
import { useApp } from '../support/app.ts';
import { type Fields, formsOf, ownAndForeign, request } from '../support/isolation.ts';
import { askAs, keyed, member, type Person } from '../support/team.ts';
import { sendTwoTeams, telling } from '../support/two-teams.ts';

/**
 * One workspace, two teams (`a` and `b`), somebody of every role: the supervisor's team is `a`, the employee works
 * as `agent-a`. The requests are made from the contract and judged by the matrix: a new route, or another
 * cell of the matrix, is tried by itself.
 */
const test = useApp();

let workspaceId = 0;
let all: Record<string, string> = {};

beforeAll(async () => {
  workspaceId = await test.workspace('Two teams');
  all = await keyed(test, workspaceId);
  await member(test, workspaceId, 'owner');
  await sendTwoTeams(test, all);
});

const people = new Map<Role, Person>();

async function somebody(role: Role): Promise<Person> {
  // An agent's departure is among the requests, and ends the membership of whoever works under his id.
  const agentIds = role === 'employee' ? ['agent-a'] : [];
  const known = people.get(role) ?? (await member(test, workspaceId, role, { teamIds: ['team-a'], agentIds }));
  people.set(role, known);
  return known;
}

/** Ids of the workspace's own, new ones for what a request may end. */
async function ids() {
  const { userId } = await member(test, workspaceId, 'analyst');
  await test.key(workspaceId, []);
  const { id } = await test.services.db
    .selectFrom('api_keys')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return {
    workspaceId,
    userId,
    keyId: String(id),
    erasureId: '999999',
    alarmId: '999999',
    targetId: '999999',
    scheduleId: '999999',
    replayId: '999999',
    letterIds: [crypto.randomUUID()],
    importId: '999999',
    cursors: {},
  };
}

const scoped = routes.filter((route): route is Route & { access: Scope } =>
  scopes.some((scope) => scope === route.access),
);

describe.each(roles)('%s', (role) => {
  it.each(scoped.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_name, route) => {
    const { headers } = await somebody(role);
    const isAllowed = roleRights[role].scopes.includes(route.access);
    expect((await askAs(test, headers, 'GET', '/me')).body.role).toBe(role);
    for (let form = 0; form < formsOf(route); form++) {
      const known = await ids();
      const { own } = ownAndForeign(route, known, known, form);
      const answer = await test.ask(request(route, own, headers));
      const code = answer.statusCode < 400 ? null : answer.json().code;
      if (isAllowed) expect([answer.statusCode < 500, code]).not.toEqual([true, 'notAllowed']);
      else expect([answer.statusCode, code]).toEqual([403, 'notAllowed']);
      expect([answer.statusCode < 500, answer.statusCode === 401]).toEqual([true, false]);
    }
  });

  it.each(
    routes
      .filter(({ access }) => access === 'operator')
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is for who runs the service alone', async (_name, route) => {
    const { headers } = await somebody(role);
    const { own } = ownAndForeign(route, await ids(), await ids());
    expect((await test.ask(request(route, own, headers))).statusCode).toBe(401);
  });
});

/** Whether what tells of a side may show, somewhere, to somebody with this extent of a class. */
function mayShow(data: DataClass, extent: Extent, side: string): boolean {
  switch (extent) {
    case 'everything':
      return true;
    case 'masked':
      return data === 'comments' || data === 'transcripts' || data === 'namedRatings' || data === 'othersFigures';
    case 'ownTeams':
    case 'oneself':
      return side === 'a';
    case 'byPolicy':
      return false;
    case 'nothing':
      // One's own figures are one's own.
      return data === 'othersFigures' && side === 'a';
  }
}

const reading = scoped.filter(
  ({ id, method }) => (method === 'GET' || /^query|^drill/.test(id)) && id !== 'listMembers' && id !== 'listAudit',
);

interface Read {
  route: string;
  /** Filtered by the other team's ids. */
  isForeign: boolean;
  body: string;
}

/** Every answer that somebody gets by reading: without filters, and with the other team's ids. */
async function everythingRead(headers: Record<string, string>): Promise<Read[]> {
  const known = await ids();
  const found: Read[] = [];
  for (const route of reading) {
    const { own, foreign } = ownAndForeign(route, known, known);
    const kpiIds = takesParam(route, 'kpiId') ? ['assigned', 'ratings', 'averageScore', 'asked'] : [null];
    for (const kpiId of kpiIds) {
      for (const fields of [{ ...own, query: {} }, foreign]) {
        const named = { ...fields, params: kpiId === null ? fields.params : { ...fields.params, kpiId } };
        const { body } = await test.ask(request(route, inNovember(route, named), headers));
        found.push({ route: `${route.id} ${kpiId ?? ''}`, isForeign: fields === foreign, body });
      }
    }
  }
  return found;
}

/** The same request over the whole month, where the route is asked about a period. */
function inNovember(route: Route, fields: Fields): Fields {
  const month = { from: '2026-11-01T00:00:00Z', to: '2026-11-30T00:00:00Z' };
  if (takes(route.query)) return { ...fields, query: { ...fields.query, ...month } };
  return takes(route.body) ? { ...fields, body: { ...fields.body, ...month } } : fields;
}

function takes(schema: unknown): boolean {
  return schema instanceof z.ZodObject && 'from' in schema.shape;
}

function takesParam(route: Route, name: string): boolean {
  return route.path.includes(`{${name}}`);
}

/** Roles that something is withheld from. */
const limited = roles.filter((role) => Object.values(roleRights[role].sees).some((extent) => extent !== 'everything'));

describe('what one reads', () => {
  beforeAll(() => people.clear());

  it.each(limited)('%s: nothing beyond the matrix, in whatever answer', async (role) => {
    const { headers } = await somebody(role);
    const { sees } = roleRights[role];
    const answers = await everythingRead(headers);
    for (const side of ['a', 'b']) {
      for (const data of dataClasses) {
        if (mayShow(data, sees[data], side)) continue;
        const word = telling[data](side);
        const leaking = answers.filter(
          // What one filters by oneself comes back in the addresses of rows.
          ({ body, isForeign }) => body.includes(word) && !(data === 'othersFigures' && isForeign),
        );
        expect([role, data, side, leaking.map(({ route }) => route)]).toEqual([role, data, side, []]);
      }
    }
  });

  it('a key that sees as nobody in particular: no more than an analyst', async () => {
    const granted = ['reports:read', 'conversations:read', 'ingest:read'];
    const { body } = await askAs(test, all, 'POST', '/api-keys', { name: 'k', scopes: granted });
    const answers = await everythingRead({ authorization: `Bearer ${body.secret}` });
    for (const data of dataClasses) {
      const withheld = ['a', 'b'].filter((side) => !mayShow(data, roleRights.analyst.sees[data], side));
      const leaking = answers.filter((read) => withheld.some((side) => read.body.includes(telling[data](side))));
      expect([data, leaking.map(({ route }) => route)]).toEqual([data, []]);
    }
  });

  it('owner: all of it is there to be read', async () => {
    const { headers } = await somebody('owner');
    const text = (await everythingRead(headers)).map(({ body }) => body).join('\n');
    const shown = dataClasses.filter((data) => text.includes(telling[data]('a')));
    expect(shown).toEqual([...dataClasses]);
    expect(text.includes(telling.namedRatings('b'))).toBe(true);
  });
});

describe('the agent report', () => {
  const period = 'from=2026-11-01&to=2026-11-30';
  const rowsOf = async (role: Role) => {
    const { headers } = await somebody(role);
    const { body } = await askAs(test, headers, 'GET', `/reports/agent-performance?${period}`);
    return body;
  };

  it.each([
    ['owner', ['agent-a', 'agent-b'], 14, 14],
    ['admin', ['agent-a', 'agent-b'], 14, 14],
    ['analyst', ['agent-a', 'agent-b'], 14, 14],
    ['supervisor', ['agent-a'], 7, 7],
    ['employee', ['agent-a'], 7, null],
  ] as const)('shows %s the agents %s', async (role, agents, assigned, ratings) => {
    const { rows, totals } = await rowsOf(role);
    expect(rows.map(({ agentId }: { agentId: string }) => agentId).toSorted()).toEqual(agents);
    expect(totals.assigned.value).toBe(assigned);
    expect(totals.ratings).toMatchObject({
      value: ratings,
      ...(ratings === null && { reason: 'notAllowed', drill: null }),
    });
  });

  it('says where a figure cannot be told apart', async () => {
    const { totals } = await rowsOf('supervisor');
    expect(totals.onlineHours).toMatchObject({ value: null, n: 0, reason: 'notAllowed' });
  });
});

describe('the rows behind a figure', () => {
  it('are not to be had where the figure is not', async () => {
    const { headers } = await somebody('employee');
    const { status, body } = await askAs(test, headers, 'GET', '/kpis/averageScore/rows?from=2026-11-01');
    expect([status, body.code]).toEqual([403, 'notAllowed']);
  });

  it('stay one’s own under the filter of somebody else', async () => {
    const { headers } = await somebody('employee');
    const { body } = await askAs(test, headers, 'GET', '/kpis/assigned/rows?agent=agent-b&from=2026-11-01');
    expect(body.rows).toEqual([]);
  });
});
