import type { AuditAction } from '../../../core/audit/actions.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../core/people/roles.ts';
import { localToken, useApp } from '../../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../../tests/support/people.ts';
import { askAs, keyed, member, type Person } from '../../../tests/support/team.ts';

const test = useApp();
const { person, post, get, signUp } = usePeople(test);

let workspaceId = 0;
let owner: Person;
let admin: Person;

beforeAll(async () => {
  workspaceId = await test.workspace('Shop');
  owner = await member(test, workspaceId, 'owner');
  admin = await member(test, workspaceId, 'admin');
});

const as = (headers: Record<string, string>, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) =>
  askAs(test, headers, method, path, body);

const invite = (by: Person, role: Role, email: string, more: Record<string, unknown> = {}) =>
  as(by.headers, 'POST', '/members', { email, role, ...more });

const tokenIn = ({ body }: { body: { url: string } }) => new URL(body.url).hash.slice(1);

async function membersOf(by: Person): Promise<{ userId: number; email: string; role: Role; isPending: boolean }[]> {
  return (await as(by.headers, 'GET', '/members')).body.members;
}

async function noted(action: AuditAction): Promise<{ actor: string; subject: string; details: unknown } | undefined> {
  return test.services.db
    .selectFrom('audit')
    .select(['actor', 'subject', 'details'])
    .where('workspace_id', '=', workspaceId)
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

describe('an invitation', () => {
  it('makes a place that its link fills: account, role, teams and ids', async () => {
    const invited = await invite(admin, 'supervisor', ' New@Example.com ', { teamIds: ['t1'], agentIds: ['a1'] });
    expect(invited.status).toBe(201);
    const { userId } = invited.body.member;
    expect(invited.body.member).toMatchObject({ email: 'new@example.com', role: 'supervisor', isPending: true });
    expect(await noted('memberInvited')).toMatchObject({ actor: `user:${admin.userId}`, subject: `user:${userId}` });

    const joined = await post('/sign-in-links/redeem', { token: tokenIn(invited), email: person.email, password });
    expect(joined.statusCode).toBe(204);
    const me = (await get('/me', cookieOf(joined))).json();
    expect(me).toMatchObject({ role: 'supervisor', teamIds: ['t1'], agentIds: ['a1'], email: person.email });
    expect(me.workspace.id).toBe(workspaceId);
    expect((await membersOf(owner)).find((each) => each.userId === userId)).toMatchObject({
      email: person.email,
      isPending: false,
    });
    expect(await noted('memberJoined')).toMatchObject({ actor: `user:${userId}` });
    expect((await invite(admin, 'analyst', person.email)).body.code).toBe('alreadyMember');
  });

  it('is taken by somebody who has an account with that account, and by nobody twice', async () => {
    const cookie = await signUp();
    const invited = await invite(admin, 'analyst', person.email);
    // The address alone lets nobody in, and the link cannot take the account over.
    expect((await get('/workspaces', cookie)).json().workspaces).toHaveLength(1);
    const stolen = { token: tokenIn(invited), email: person.email, password: 'another quiet password' };
    expect((await post('/sign-in-links/redeem', stolen)).json().code).toBe('emailTaken');

    const accept = () => post('/sign-in-links/accept', { token: tokenIn(invited) }, { cookie });
    expect((await accept()).statusCode).toBe(204);
    const { workspaces } = (await get('/workspaces', cookie)).json();
    expect(workspaces.map(({ id }: { id: number }) => id)).toContain(workspaceId);
    expect((await accept()).json().code).toBe('linkNotValid');
    const again = await invite(admin, 'admin', 'somebody-else@example.com');
    const second = await post('/sign-in-links/accept', { token: tokenIn(again) }, { cookie });
    expect(second.json().code).toBe('alreadyMember');
  });

  it('of a link that is a person’s own is refused: it is no invitation', async () => {
    const { db } = test.services;
    const cookie = await signUp();
    await db.insertInto('users').values({ email: 'other@example.com', password_hash: null, created_at: 0 }).execute();
    const local = { headers: { authorization: `Bearer ${localToken}` } };
    const { url } = (await post('/sign-in-links', { email: 'other@example.com' }, local)).json();
    const token = new URL(url).hash.slice(1);
    expect((await post('/sign-in-links/accept', { token }, { cookie })).json().code).toBe('linkNotValid');
  });

  it('that is made again replaces the link and the role, and ends with the membership', async () => {
    const first = await invite(admin, 'analyst', 'again@example.com');
    const second = await invite(admin, 'employee', 'again@example.com');
    expect(second.body.member).toMatchObject({ userId: first.body.member.userId, role: 'employee' });
    const redeem = (token: string) => post('/sign-in-links/redeem', { token, email: person.email, password });
    expect((await redeem(tokenIn(first))).json().code).toBe('linkNotValid');
    expect((await as(admin.headers, 'DELETE', `/members/${second.body.member.userId}`)).status).toBe(204);
    expect((await redeem(tokenIn(second))).json().code).toBe('linkNotValid');
  });
});

describe('nobody gives or takes more than he has', () => {
  it('an admin neither makes nor touches an owner, nor raises himself', async () => {
    expect((await invite(admin, 'owner', 'boss@example.com')).body.code).toBe('notAllowed');
    const body = { role: 'owner' };
    expect((await as(admin.headers, 'PUT', `/members/${admin.userId}`, body)).body.code).toBe('notAllowed');
    expect((await as(admin.headers, 'PUT', `/members/${owner.userId}`, { role: 'analyst' })).body.code).toBe(
      'notAllowed',
    );
    expect((await as(admin.headers, 'DELETE', `/members/${owner.userId}`)).body.code).toBe('notAllowed');
  });

  it('a key makes no owner, and nobody who sees or may do more than it', async () => {
    const key = await keyed(
      test,
      workspaceId,
      ['workspace:admin', 'reports:read', 'conversations:read', 'ingest:read'],
      'analyst',
    );
    for (const [role, expected] of [
      ['owner', 403],
      ['admin', 403],
      ['supervisor', 403],
      ['employee', 403],
      ['analyst', 201],
    ]) {
      const made = await as(key, 'POST', '/members', { email: `${role}-by-key@example.com`, role });
      expect([role, made.status]).toEqual([role, expected]);
    }
    const more = { name: 'k', scopes: ['reports:read'], sees: 'owner' };
    expect((await as(key, 'POST', '/api-keys', more)).body.code).toBe('notAllowed');
  });

  it('a strange or wrong member is not found', async () => {
    const other = await member(test, await test.workspace('Other'), 'analyst');
    for (const userId of [other.userId, 999_999]) {
      expect((await as(owner.headers, 'PUT', `/members/${userId}`, { role: 'admin' })).status).toBe(404);
      expect((await as(owner.headers, 'DELETE', `/members/${userId}`)).status).toBe(404);
    }
  });
});

describe('a workspace keeps an owner', () => {
  it('who cannot go or be less, until another has come', async () => {
    const place = await test.workspace('Small');
    const [first, guest] = [await member(test, place, 'owner'), { email: 'x@example.com', role: 'owner' }];
    await as(first.headers, 'POST', '/members', guest);
    expect((await as(first.headers, 'DELETE', `/members/${first.userId}`)).body.code).toBe('lastOwner');
    expect((await as(first.headers, 'PUT', `/members/${first.userId}`, { role: 'admin' })).body.code).toBe('lastOwner');
    const second = await member(test, place, 'owner');
    expect((await as(first.headers, 'PUT', `/members/${first.userId}`, { role: 'admin' })).status).toBe(200);
    expect((await as(second.headers, 'DELETE', `/members/${second.userId}`)).body.code).toBe('lastOwner');
  });

  it('also when two go at once', async () => {
    const place = await test.workspace('Pair');
    const owners = [await member(test, place, 'owner'), await member(test, place, 'owner')];
    const answers = await Promise.all(owners.map(({ headers, userId }) => as(headers, 'DELETE', `/members/${userId}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
  });
});

describe('what was lost is lost at once', () => {
  it('with a role: the next request of the same browser', async () => {
    const somebody = await member(test, workspaceId, 'admin');
    const ask = () => as(somebody.headers, 'GET', '/members');
    expect((await ask()).status).toBe(200);
    const changed = await as(owner.headers, 'PUT', `/members/${somebody.userId}`, {
      role: 'employee',
      agentIds: ['a9'],
    });
    expect(changed.body).toMatchObject({ role: 'employee', agentIds: ['a9'] });
    expect((await ask()).body.code).toBe('notAllowed');
    expect(await noted('memberChanged')).toMatchObject({ details: { role: 'employee', roleBefore: 'admin' } });
    await as(owner.headers, 'DELETE', `/members/${somebody.userId}`);
    expect((await as(somebody.headers, 'GET', '/reports/satisfaction')).status).toBe(404);
    expect((await as(somebody.headers, 'GET', '/me')).body).toMatchObject({ role: null, scopes: [], workspace: null });
    expect(await noted('memberRemoved')).toMatchObject({ subject: `user:${somebody.userId}` });
  });

  it('with the keys one made, and those that these made, and they are listed no more', async () => {
    const maker = await member(test, workspaceId, 'admin');
    const make = async (by: Record<string, string>) =>
      (await as(by, 'POST', '/api-keys', { name: 'lent', scopes: ['workspace:admin', 'reports:read'], sees: 'admin' }))
        .body;
    const own = await make(maker.headers);
    const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
    const further = await make(bearer(own.secret));
    const listed = async () =>
      (await as(owner.headers, 'GET', '/api-keys')).body.apiKeys.filter(
        ({ name }: { name: string }) => name === 'lent',
      );
    for (const { secret } of [own, further]) expect((await as(bearer(secret), 'GET', '/me')).status).toBe(200);
    expect(await listed()).toHaveLength(2);
    await as(owner.headers, 'PUT', `/members/${maker.userId}`, { role: 'analyst' });
    for (const { secret } of [own, further]) expect((await as(bearer(secret), 'GET', '/me')).status).toBe(401);
    expect(await listed()).toEqual([]);
  });

  it('with a repeat of a write: the first answer is not shown to who may see less', async () => {
    const maker = await member(test, workspaceId, 'owner');
    const headers = { ...maker.headers, 'idempotency-key': crypto.randomUUID() };
    const write = () => as(headers, 'POST', '/api-keys', { name: 'once', scopes: ['reports:read'] });
    expect((await write()).status).toBe(201);
    await as(owner.headers, 'PUT', `/members/${maker.userId}`, { role: 'admin' });
    expect((await write()).status).toBe(201);
    await as(owner.headers, 'PUT', `/members/${maker.userId}`, { role: 'analyst' });
    expect((await write()).body.code).toBe('notAllowed');
  });
});

describe('who was only invited', () => {
  it('neither makes workspaces nor deletes a demo', async () => {
    const demo = await test.workspace('Demo', 'demo');
    await member(test, demo, 'owner');
    const somebody = await member(test, demo, 'admin');
    const made = await as(somebody.headers, 'POST', '/workspaces', { name: 'x', zone: 'UTC', locale: 'en' });
    expect(made.body.code).toBe('notAllowed');
    expect((await as(somebody.headers, 'DELETE', `/workspaces/${demo}/demo`)).body.code).toBe('notAllowed');
  });
});

it('a new key sees what an analyst sees, unless it is asked to see more', async () => {
  const make = async (more: Record<string, unknown>) => {
    const { body } = await as(owner.headers, 'POST', '/api-keys', { name: 'k', scopes: ['reports:read'], ...more });
    return (await as({ authorization: `Bearer ${body.secret}` }, 'GET', '/me')).body;
  };
  expect((await make({})).sees).toMatchObject({ contactDetails: 'nothing', comments: 'masked' });
  expect(await make({ sees: 'supervisor', teamIds: ['t1'] })).toMatchObject({
    role: null,
    sees: { contactDetails: 'ownTeams' },
    teamIds: ['t1'],
  });
  expect((await make({ sees: 'admin' })).sees.contactDetails).toBe('everything');
});
