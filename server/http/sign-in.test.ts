import { describe, expect, it } from 'vitest';
import { useApp } from '../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../tests/support/people.ts';

const test = useApp();
const { person, post, send, get, invite, signUp, signIn } = usePeople(test);
const day = 86_400_000;

describe('signing in', () => {
  it('gives one answer for a wrong password, an unknown address and an account without password', async () => {
    await signUp();
    const wrong = await signIn({}, 'x');
    const unknown = await post('/sign-in', { email: 'nobody@example.com', password });
    person.email = `new-${person.email}`;
    await invite();
    const without = await post('/sign-in', { email: `waiting-${person.email}`, password });
    for (const answer of [wrong, unknown, without]) {
      expect(answer.statusCode).toBe(401);
      expect({ ...answer.json(), requestId: '' }).toEqual({ ...wrong.json(), requestId: '' });
      expect(answer.cookies).toEqual([]);
    }
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    await signUp();
    const { cookies } = await signIn();
    expect(cookies.map(({ name }) => name)).toEqual(['rida_session', 'rida_device']);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
  });

  it('ends after fourteen days', async () => {
    const cookie = await signUp();
    test.clock.now += 14 * day - 1;
    expect((await get('/me', cookie)).statusCode).toBe(200);
    test.clock.now += 1;
    expect((await get('/me', cookie)).statusCode).toBe(401);
  });

  it('with made-up cookies fails', async () => {
    for (const value of ['', ' ', 'null', '%00', 'x'.repeat(43), '[object Object]']) {
      expect((await get('/me', `rida_session=${value}`)).statusCode).toBe(401);
    }
  });

  it('ends everywhere at once when the password changes, but for the browser that changed it', async () => {
    const [first, second] = [await signUp(), cookieOf(await signIn())];
    const change = { currentPassword: password, newPassword: 'another quiet password' };
    const answer = await send('PUT', '/me/password', change, { cookie: first });
    expect(answer.statusCode).toBe(204);
    expect((await get('/me', first)).statusCode).toBe(200);
    expect((await get('/me', second)).statusCode).toBe(401);
    expect((await signIn()).statusCode).toBe(401);
  });

  it('fails when the password changes while it is being checked', async () => {
    await signUp();
    const { db } = test.services;
    const attempt = signIn();
    // Counted, so the old hash has been read; checking it takes longer than this change.
    while ((await db.selectFrom('attempts').select('count').execute()).length < 3);
    await db.updateTable('users').set({ password_hash: 'another' }).where('email', '=', person.email).execute();
    expect((await attempt).statusCode).toBe(401);
  });

  it('ends when the person signs out, here or everywhere', async () => {
    const [first, second, third] = [await signUp(), cookieOf(await signIn()), cookieOf(await signIn())];
    expect((await post('/sign-out', {}, { cookie: second })).statusCode).toBe(204);
    expect((await get('/me', second)).statusCode).toBe(401);
    expect((await get('/me', first)).statusCode).toBe(200);
    expect((await post('/sign-out', { everywhere: true }, { cookie: first })).statusCode).toBe(204);
    expect((await get('/me', third)).statusCode).toBe(401);
  });

  it('ends at once when the membership or the person is removed', async () => {
    const cookie = await signUp();
    const { db } = test.services;
    const user = await db.selectFrom('users').select('id').where('email', '=', person.email).executeTakeFirstOrThrow();
    await db.deleteFrom('memberships').where('user_id', '=', user.id).execute();
    expect((await get('/api-keys', cookie)).statusCode).toBe(404);
    await db.deleteFrom('users').where('id', '=', user.id).execute();
    expect((await get('/me', cookie)).statusCode).toBe(401);
  });
});

describe('guessing', () => {
  it('is limited per address and account, and the answer says how long', async () => {
    await signUp();
    for (let i = 0; i < 5; i++) expect((await signIn({}, 'x')).statusCode).toBe(401);
    const limited = await signIn();
    expect([limited.statusCode, limited.json().code]).toEqual([429, 'tooManyRequests']);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn({ address: '203.0.113.9' })).statusCode).toBe(204);
    test.clock.now += 15 * 60_000;
    expect((await signIn()).statusCode).toBe(204);
  });

  it('a hundred at once counts a hundred', async () => {
    await signUp();
    const answers = await Promise.all(Array.from({ length: 60 }, () => signIn({}, 'x')));
    expect(answers.filter((answer) => answer.statusCode === 401)).toHaveLength(5);
    expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(55);
  });

  it('over many accounts is limited per address', async () => {
    const answers: number[] = [];
    for (let i = 0; i < 31; i++) {
      const answer = await post(
        '/sign-in',
        { email: `nobody${i}@example.com`, password: 'x' },
        { address: '203.0.113.10' },
      );
      answers.push(answer.statusCode);
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(30);
    expect(answers.at(-1)).toBe(429);
  });

  it('from many addresses ends for strangers, while the owner’s browser still gets in', async () => {
    const device = (await signUp()).split('; ').find((cookie) => cookie.startsWith('rida_device')) ?? '';
    const statuses = new Set<number>();
    for (let i = 0; i < 105; i++) statuses.add((await signIn({ address: `198.51.100.${i}` }, 'x')).statusCode);
    expect(statuses).toEqual(new Set([401, 429]));
    expect((await signIn({ address: '192.0.2.1' })).statusCode).toBe(429);
    expect((await signIn({ address: '192.0.2.1', cookie: device })).statusCode).toBe(204);
    // Another account's browser is a stranger here.
    expect((await signIn({ address: '192.0.2.2', cookie: `rida_device=${'x'.repeat(43)}` })).statusCode).toBe(429);
  });

  it('does not trust an address that the asker writes himself', async () => {
    for (let i = 0; i < 31; i++) {
      await post(
        '/sign-in',
        { email: `n${i}@example.com`, password: 'x' },
        { headers: { 'x-forwarded-for': `9.9.9.${i}` } },
      );
    }
    const last = await post(
      '/sign-in',
      { email: 'n@example.com', password: 'x' },
      { headers: { 'x-forwarded-for': '8.8.8.8' } },
    );
    expect(last.statusCode).toBe(429);
  });
});
