import { beforeAll, beforeEach, expect, it } from 'vitest';
import { useApp } from '../../../tests/support/app.ts';
import { askAs, keyed, member, type Person } from '../../../tests/support/team.ts';
import { publishOwnRatings } from './publish-own-ratings.ts';

const test = useApp();
const day = 86_400_000;
/** Sunday 2026-11-22, noon in UTC; the workspace's week begins on Saturday in Riyadh. */
const began = test.clock.now;

let workspaceId = 0;
let sender: Record<string, string> = {};
let admin: Person;
let agent: Person;
let ratings = 0;

beforeAll(() => {
  ratings = 0;
});

beforeEach(async () => {
  test.clock.now = began;
  workspaceId = await test.workspace('Ratings');
  sender = await keyed(test, workspaceId, ['events:write']);
  admin = await member(test, workspaceId, 'admin');
  agent = await member(test, workspaceId, 'employee', { agentIds: ['huda'] });
});

interface Sent {
  value?: number;
  daysAgo?: number;
  id?: string;
  revision?: number;
  [field: string]: unknown;
}

/** Ratings of `huda`'s work, folded. */
async function rate(...all: Sent[]): Promise<void> {
  const events = all.map(({ value = 3, daysAgo = 10, id, ...more }) => {
    const ratingId = id ?? `r${(ratings += 1)}`;
    const at = new Date(began - daysAgo * day).toISOString();
    const about = { ratingId, scale: 'stars5', value, subject: 'conversation', agentId: 'huda' };
    return { id: ratingId, type: 'survey.answered', at, ...about, ...more };
  });
  const { body } = await askAs(test, sender, 'POST', '/events', events);
  expect(body.rejected).toEqual([]);
  await test.services.folding.settled();
}

const publish = () => publishOwnRatings({ ...test.services, now: () => test.clock.now });
const own = async () => (await askAs(test, agent.headers, 'GET', '/me/ratings')).body.ratings;
const setPolicy = (policy: Record<string, unknown>) =>
  askAs(test, admin.headers, 'PUT', '/workspace/rating-policy', policy);

it('four ratings are nothing, five are a figure, and it moves by five', async () => {
  await rate({ value: 5 }, { value: 5 }, { value: 4 }, { value: 1 });
  await publish();
  expect(await own()).toEqual([]);
  await rate({ value: 3 });
  await publish();
  const figure = { subject: 'conversation', family: 'csat', n: 5, averageScore: 65, satisfiedShare: 0.6, nps: null };
  expect(await own()).toMatchObject([{ ...figure, upTo: '2026-11-20T21:00:00.000Z' }]);
  await rate({ value: 1 }, { value: 1 }, { value: 1 }, { value: 1 });
  await publish();
  expect(await own()).toMatchObject([figure]);
  await rate({ value: 1, daysAgo: 300 });
  expect(await publish()).toBe(1);
  expect(await publish()).toBe(0);
  expect(await own()).toMatchObject([{ n: 10, averageScore: 32.5 }]);
});

it('this week is not in it before it is over', async () => {
  await rate(...Array.from({ length: 5 }, () => ({ daysAgo: 0.5 })));
  await publish();
  expect(await own()).toEqual([]);
  test.clock.now += 6 * day;
  await publish();
  expect(await own()).toMatchObject([{ n: 5 }]);
});

it('what was published stays: neither a revision nor two nights at once move it', async () => {
  await rate(...Array.from({ length: 6 }, (_, i) => ({ id: `own${i}`, value: 5, daysAgo: 20 - i })));
  const [one, other] = await Promise.all([publish(), publish()]);
  expect(one + other).toBe(1);
  await rate({ id: 'own0', value: 1, revision: 1, daysAgo: 20 });
  await publish();
  expect(await own()).toMatchObject([{ n: 5, averageScore: 100 }]);
  await rate(...Array.from({ length: 4 }, () => ({ value: 5 })));
  await publish();
  expect(await own()).toMatchObject([{ n: 10, averageScore: 100 }]);
});

it('at a terminal they are hidden, and by a source’s own policy', async () => {
  const five = (more: Record<string, unknown>) => rate(...Array.from({ length: 5 }, () => more));
  await five({ subject: 'employee', terminalId: 'k1', siteId: 's1' });
  await five({ source: 'shy' });
  await rate({}, {}, {}, {});
  expect(
    (await setPolicy({ conversations: 'aggregated', terminals: 'hidden', sources: { shy: 'hidden' } })).status,
  ).toBe(200);
  await publish();
  expect(await own()).toEqual([]);
  await setPolicy({ conversations: 'aggregated', terminals: 'aggregated' });
  // The four of another source join nobody: a policy of theirs would tell them apart again.
  await publish();
  expect((await own()).map(({ subject, n }: { subject: string; n: number }) => [subject, n]).toSorted()).toEqual([
    ['conversation', 5],
    ['employee', 5],
  ]);
  await setPolicy({ conversations: 'hidden', terminals: 'hidden' });
  expect(await own()).toEqual([]);
});

it('the reports say nothing of them, unless the policy is full: then all, from the next request on', async () => {
  await rate({ value: 5 }, { value: 1 }, { value: 5, agentId: 'omar' });
  const headline = async () => {
    const { body } = await askAs(test, agent.headers, 'GET', '/reports/satisfaction?from=2026-11-01&to=2026-11-30');
    return [body.headline.ratings, body.distribution.length, body.byAgent.length];
  };
  const rows = () => askAs(test, agent.headers, 'GET', '/kpis/ratings/rows?from=2026-11-01&to=2026-11-30');
  expect(await headline()).toEqual([expect.objectContaining({ value: null, n: 0, reason: 'notAllowed' }), 0, 0]);
  expect((await rows()).body.code).toBe('notAllowed');
  await setPolicy({ conversations: 'full', terminals: 'hidden' });
  expect(await headline()).toEqual([expect.objectContaining({ value: 2, n: 2 }), 2, 1]);
  expect((await rows()).body.rows).toHaveLength(2);
  await setPolicy({ conversations: 'aggregated', terminals: 'hidden' });
  expect((await rows()).body.code).toBe('notAllowed');
});

it('a colleague’s are his own, and who works under no id has none', async () => {
  await rate(...Array.from({ length: 5 }, () => ({ agentId: 'omar' })));
  await member(test, workspaceId, 'employee', { agentIds: ['omar'] });
  await publish();
  expect(await own()).toEqual([]);
  const nobody = await member(test, workspaceId, 'employee');
  expect((await askAs(test, nobody.headers, 'GET', '/me/ratings')).body.ratings).toEqual([]);
});

it('the policy is noted when it changes, and an employee may read but not set it', async () => {
  await setPolicy({ conversations: 'full', terminals: 'hidden', sources: { web: 'aggregated' } });
  const note = await test.services.db
    .selectFrom('audit')
    .select(['actor', 'details'])
    .where('workspace_id', '=', workspaceId)
    .where('action', '=', 'ratingPolicyChanged')
    .executeTakeFirstOrThrow();
  expect(note).toEqual({
    actor: `user:${admin.userId}`,
    details: { conversations: 'full', terminals: 'hidden', sources: ['web: aggregated'] },
  });
  const read = await askAs(test, agent.headers, 'GET', '/workspace/rating-policy');
  expect(read.body).toEqual({ conversations: 'full', terminals: 'hidden', sources: { web: 'aggregated' } });
  const policy = { conversations: 'full', terminals: 'full' };
  expect((await askAs(test, agent.headers, 'PUT', '/workspace/rating-policy', policy)).body.code).toBe('notAllowed');
  expect((await setPolicy({ ...policy, terminals: 'open' })).status).toBe(400);
});

it('an answer that somebody else got first is not taken for one’s own', async () => {
  const question = { kpis: ['ratings', 'replies'], from: '2026-11-01', to: '2026-11-30' };
  await rate({ value: 5 });
  const ask = async ({ headers }: Person) =>
    (await askAs(test, headers, 'POST', '/reports/query', question)).body.totals;
  expect((await ask(admin)).ratings.value).toBe(1);
  expect((await ask(agent)).ratings).toMatchObject({ value: null, reason: 'notAllowed' });
  await askAs(test, admin.headers, 'PUT', `/members/${agent.userId}`, { role: 'supervisor', teamIds: ['elsewhere'] });
  expect((await ask(agent)).ratings.value).toBe(0);
  await askAs(test, admin.headers, 'PUT', `/members/${agent.userId}`, { role: 'analyst' });
  expect((await ask(agent)).ratings.value).toBe(1);
});
