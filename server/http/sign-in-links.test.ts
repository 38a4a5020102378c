import { describe, expect, it } from 'vitest';
import { useApp } from '../../tests/support/app.ts';
import { cookieOf, password, usePeople } from '../../tests/support/people.ts';

const test = useApp();
const { person, post, get, invite, linkFor, signUp, signIn } = usePeople(test);
const day = 86_400_000;

describe('a sign-in link', () => {
  it('sets e-mail and password and signs in, once', async () => {
    const token = await invite();
    const first = await post('/sign-in-links/redeem', { token, email: `  ${person.email.toUpperCase()} `, password });
    expect(first.statusCode).toBe(204);
    expect((await get('/me', cookieOf(first))).json()).toMatchObject({
      kind: 'user',
      email: person.email,
      workspace: { name: `of ${person.email}` },
    });
    const second = await post('/sign-in-links/redeem', { token, email: person.email, password });
    expect([second.statusCode, second.json().code]).toEqual([400, 'linkNotValid']);
    expect((await signIn()).statusCode).toBe(204);
  });

  it('of two who use it at once lets one in', async () => {
    const token = await invite();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        post('/sign-in-links/redeem', { token, email: `racer${i}-${person.email}`, password }),
      ),
    );
    expect(answers.filter((answer) => answer.statusCode === 204)).toHaveLength(1);
  });

  it('ends after a day, and when a newer one is made', async () => {
    const [old, next] = [await invite(), await linkFor(`waiting-${person.email}`)];
    expect((await post('/sign-in-links/redeem', { token: old, email: person.email, password })).json().code).toBe(
      'linkNotValid',
    );
    test.clock.now += day;
    expect((await post('/sign-in-links/redeem', { token: next, email: person.email, password })).json().code).toBe(
      'linkNotValid',
    );
  });

  it('is not matched by anything empty or strange', async () => {
    await invite();
    for (const token of ['', ' ', '\0', '%00', 'null', 'undefined', '[]', '{}', "' or 1=1 --", 'x'.repeat(43)]) {
      const answer = await post('/sign-in-links/redeem', { token, email: person.email, password });
      expect(answer.statusCode).toBe(400);
      expect(answer.cookies).toEqual([]);
    }
  });

  it('stays valid when the password is refused', async () => {
    const token = await invite();
    const refused = await post(
      '/sign-in-links/redeem',
      { token, email: person.email, password: 'short' },
      { headers: { 'accept-language': 'ar' } },
    );
    expect(refused.json()).toMatchObject({
      code: 'passwordTooShort',
      detail: 'استخدم 12 حرفًا على الأقل.',
      params: { minimum: 12 },
    });
    expect((await post('/sign-in-links/redeem', { token, email: person.email, password })).statusCode).toBe(204);
  });

  it('cannot take another person’s e-mail address', async () => {
    await signUp();
    const taken = person.email;
    person.email = `other-${person.email}`;
    const answer = await post('/sign-in-links/redeem', { token: await invite(), email: taken, password });
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'emailTaken']);
  });

  it('is made for whoever runs the service alone', async () => {
    const cookie = await signUp();
    const key = await test.key(await test.workspace('x'));
    for (const sent of [{ cookie }, { headers: { authorization: `Bearer ${key}` } }, {}]) {
      expect((await post('/sign-in-links', {}, sent)).statusCode).toBeGreaterThanOrEqual(401);
    }
  });
});
