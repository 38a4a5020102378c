import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { directionOf, type Locale, locales, numberTagOf } from '../../core/language/locales.ts';
import { scopes } from '../../core/people/roles.ts';
import { message, type MessageKey } from '../../locales/messages.ts';
import { createSignInLink } from '../../server/services/access/create-sign-in-link.ts';
import { createWorkspace } from '../../server/services/workspaces/create-workspace.ts';
import { useApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';

const test = useApp();
const password = 'یک جمله آرام و بلند';
const script = '<img src=x onerror="document.title=1">';

let browser: Browser;
let base = '';
let context: BrowserContext;
/** What went wrong without anybody asking: errors of scripts, refusals of the content policy, other hosts. */
let troubles: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  await test.app.listen({ port: 0, host: 'localhost' });
  base = `http://localhost:${(test.app.server.address() as AddressInfo).port}`;
  test.services.settings.publicUrl = base;
});

afterAll(() => browser.close());
afterEach(() => context.close());

async function open(locale: Locale, width: number): Promise<Page> {
  context = await browser.newContext({ viewport: { width, height: 800 }, locale });
  troubles = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => {
    // A refused request is shown by the browser as an error too; pages are meant to meet some.
    if (line.type() === 'error' && !/status of 4\d\d/.test(line.text())) troubles.push(line.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base)) troubles.push(`asked ${request.url()}`);
  });
  return page;
}

/** A person who has a workspace and a link; the e-mail is theirs once they choose it. */
async function invite(locale: Locale): Promise<string> {
  const { services } = test;
  const email = `waiting-${locale}@example.com`;
  const { id } = await services.db
    .insertInto('users')
    .values({ email, password_hash: null, created_at: 0 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await createWorkspace({ name: `${script} ${locale}`, zone: 'Asia/Riyadh', locale, ownerId: id }, services);
  return (await createSignInLink({ email, publicUrl: base }, services)).url;
}

async function fillIn(page: Page, form: string, email: string, secret: string): Promise<void> {
  await page.fill(`${form} [name=email]`, email);
  await page.fill(`${form} [name=password]`, secret);
  await page.click(`${form} [type=submit]`);
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const root = 'document.documentElement';
  expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
}

for (const locale of locales) {
  describe(`in ${locale}`, () => {
    const text = (key: MessageKey, params = {}) => message(locale, key, params);
    const email = `owner-${locale}@example.com`;
    let link = '';

    it('a first-time owner comes by the link, chooses a password, and is home', async () => {
      link = await invite(locale);
      const page = await open(locale, 360);
      await page.goto(link);
      expect(await page.getAttribute('html', 'dir')).toBe(directionOf(locale));
      expect(await page.textContent('#welcome h1')).toBe(text('web.welcome.title'));
      await expectNoSidewaysScroll(page);
      await fillIn(page, '#welcome', email, 'short');
      await page.waitForSelector('#welcome .error:visible');
      expect(await page.textContent('#welcome .error')).toBe(text('errors.passwordTooShort.detail', { minimum: 12 }));
      await fillIn(page, '#welcome', email, password);
      await page.waitForURL(`${base}/`);
      await page.waitForSelector('#keys[data-state=empty]');
      expect(await page.textContent('#workspace bdi')).toBe(`${script} ${locale}`);
      expect(await page.textContent('#sources .when-empty')).toBe(text('web.home.sources.empty'));
      await expectNoSidewaysScroll(page);
      expect(await page.title()).not.toBe('1');
      expect(troubles).toEqual([]);
    });

    it('the link does not work a second time, and says so', async () => {
      const page = await open(locale, 1280);
      await page.goto(link);
      await fillIn(page, '#welcome', email, password);
      await page.waitForSelector('#welcome .error:visible');
      expect(await page.textContent('#welcome .error')).toBe(text('errors.linkNotValid.detail'));
      expect(page.url()).toBe(link);
    });

    it('the owner signs in, makes a key, uses it, revokes it and signs out', async () => {
      const page = await open(locale, 1280);
      await page.goto(base);
      await page.waitForURL(`${base}/sign-in`);
      await fillIn(page, '#sign-in', email, 'not the password');
      await page.waitForSelector('#sign-in .error:visible');
      expect(await page.textContent('#sign-in .error')).toBe(text('errors.wrongCredentials.detail'));
      await fillIn(page, '#sign-in', email, password);
      await page.waitForSelector('#keys[data-state=empty]');

      await page.fill('#new-key [name=name]', script);
      await page.click('#new-key [type=submit]');
      await page.waitForSelector('#secret[open]');
      const secret = (await page.textContent('#secret output')) ?? '';
      expect(secret).toMatch(/^rida_[\w-]{43}$/);
      await page.click('#secret [type=submit]');
      // A dialog tells that it was closed a moment after it is.
      await page.waitForSelector('#secret output:empty', { state: 'attached' });
      await page.waitForSelector('#keys[data-state=ready]');
      expect(await page.textContent('#keys tbody th')).toBe(script);
      expect(await page.textContent('#keys tbody .tag')).toBe(text('web.home.scopes.eventsWrite'));
      expect(await page.content()).not.toContain(secret);
      await page.reload();
      await page.waitForSelector('#keys[data-state=ready]');
      expect(await page.content()).not.toContain(secret);

      await page.waitForSelector('#audit[data-state=ready]');
      const noted = await page.locator('#audit tbody tr').allTextContents();
      expect(noted[0]).toContain(text('audit.actions.apiKeyCreated'));
      expect(noted[0]).toContain(script);
      expect(noted.join()).toContain(text('audit.actions.signInFailed'));
      expect(noted.join()).toContain(text('audit.page.machine'));

      expect((await send(secret, conversation())).json()).toMatchObject({ accepted: 5 });
      await test.services.folding.settled();
      await page.reload();
      await page.waitForSelector('#sources[data-state=ready]');
      expect(await page.textContent('#sources tbody th')).toBe('api');
      await page.waitForSelector('#satisfaction[data-state=ready]');
      const score = new Intl.NumberFormat(numberTagOf(locale), { minimumFractionDigits: 1 }).format(100);
      expect(await page.locator('#satisfaction tbody tr').count()).toBe(6);
      expect(await page.textContent('#satisfaction tbody tr:first-child td')).toBe(score);
      await page.waitForSelector('#agents[data-state=ready]');
      expect(await page.textContent('#agents tbody th')).toBe(script);
      await expectNoSidewaysScroll(page);

      page.on('dialog', (dialog) => dialog.accept());
      await page.click('#keys tbody button');
      await page.waitForSelector('#keys[data-state=empty]');
      expect((await send(secret, conversation())).statusCode).toBe(401);

      await page.click('#sign-out');
      await page.waitForURL(`${base}/sign-in`);
      await page.goto(base);
      await page.waitForURL(`${base}/sign-in`);
      expect(troubles).toEqual([]);
    });

    it('a key is given what it may do and see', async () => {
      const page = await open(locale, 360);
      await page.goto(`${base}/sign-in`);
      await fillIn(page, '#sign-in', email, password);
      await page.waitForSelector('#keys[data-state=empty]');
      const boxes = page.locator('#new-key input[type=checkbox]');
      expect(await boxes.evaluateAll((each) => each.map((box) => box.getAttribute('name')))).toEqual([...scopes]);

      await page.fill('#new-key [name=name]', 'k');
      await page.check('#new-key [name="conversations:read"]');
      await page.selectOption('#new-key [name=sees]', 'supervisor');
      expect(await page.isVisible('#new-key [name=agentIds]')).toBe(false);
      await page.fill('#new-key [name=teamIds]', 'ت۱،  t2 ,');
      await expectNoSidewaysScroll(page);
      await page.dblclick('#new-key [type=submit]');
      await page.waitForSelector('#secret[open]');
      await page.click('#secret [type=submit]');
      await page.waitForSelector('#keys[data-state=ready]');
      expect(await page.isVisible('#new-key [name=teamIds]')).toBe(false);
      const cells = await page.locator('#keys tbody td').allTextContents();
      expect(cells[1]).toContain(text('web.home.scopes.conversationsRead'));
      expect(cells[1]).toContain(`${text('web.home.sees.supervisor')} ت۱t2`);
      const listed = await page.evaluate(() => fetch('/api/v1/api-keys').then((answer) => answer.json()));
      expect(listed).toMatchObject({ apiKeys: [{ sees: 'supervisor', teamIds: ['ت۱', 't2'], agentIds: [] }] });
      await expectNoSidewaysScroll(page);
      expect(troubles).toEqual([]);
    });

    it('the language can be changed and stays', async () => {
      const page = await open(locale, 800);
      await page.goto(`${base}/sign-in`);
      for (const other of locales) {
        await page.click(`a[hreflang=${other}]`);
        await page.waitForSelector(`html[lang=${other}] #sign-in:not([hidden])`);
        await page.goto(`${base}/sign-in`);
        expect(await page.textContent('#sign-in h1')).toBe(message(other, 'web.signIn.title'));
      }
    });
  });
}

/** One conversation, answered, closed and rated; its agent has a name that would be markup. */
function conversation(): unknown[] {
  const at = (minute: number) => new Date(test.clock.now - 600_000 + minute * 60_000).toISOString();
  const conversationId = 'c';
  return [
    { id: '1', type: 'agent.described', at: at(0), agentId: 'a', name: script },
    { id: '2', type: 'message.sent', at: at(1), conversationId, author: 'customer', messageId: 'm1' },
    { id: '3', type: 'message.sent', at: at(2), conversationId, author: 'agent', agentId: 'a', messageId: 'm2' },
    { id: '4', type: 'conversation.closed', at: at(3), conversationId, by: 'agent', agentId: 'a' },
    {
      id: '5',
      type: 'survey.answered',
      at: at(4),
      conversationId,
      ratingId: 'r',
      scale: 'smiley3',
      value: 3,
      subject: 'conversation',
    },
  ];
}

function send(secret: string, event: unknown) {
  return test.ask({
    method: 'POST',
    url: '/api/v1/events',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    payload: JSON.stringify(event),
  });
}
