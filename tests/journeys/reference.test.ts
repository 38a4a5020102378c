import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../contract/routes.ts';
import { errorCodes } from '../../core/errors.ts';
import { directionOf, type Locale, locales } from '../../core/language/locales.ts';
import { message } from '../../locales/messages.ts';
import { servePages } from '../../server/http/pages.ts';
import { openBrowser } from '../support/browser.ts';

const app = fastify();
let browser: Browser;
let base = '';
let context: BrowserContext;
/** Errors of scripts, refusals of the content policy, requests to other hosts. */
let troubles: string[] = [];

beforeAll(async () => {
  servePages(app);
  await app.listen({ port: 0, host: 'localhost' });
  base = `http://localhost:${(app.server.address() as AddressInfo).port}`;
  browser = await openBrowser();
});

afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function open(locale: Locale, width: number, colorScheme: 'light' | 'dark', anchor = ''): Promise<Page> {
  context = await browser.newContext({ viewport: { width, height: 800 }, locale, colorScheme });
  troubles = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => line.type() === 'error' && troubles.push(line.text()));
  page.on('request', (request) => !request.url().startsWith(base) && troubles.push(`asked ${request.url()}`));
  await page.goto(`${base}/reference${anchor}`);
  return page;
}

for (const locale of locales) {
  for (const [width, scheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    it(`in ${locale} at ${width}, every route, type and error can be read without scrolling sideways`, async () => {
      const page = await open(locale, width, scheme);
      expect(await page.getAttribute('html', 'dir')).toBe(directionOf(locale));
      expect(await page.textContent('h1')).toBe(message(locale, 'reference.title'));
      const ids = await page.locator('.route').evaluateAll((all) => all.map(({ id }) => id));
      expect(ids.toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
      for (const code of Object.keys(errorCodes)) expect(await page.locator(`#error-${code}`).count()).toBe(1);
      const root = 'document.documentElement';
      expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
      // English and code read from left to right on every page.
      for (const part of ['.route h3', '.summary', 'pre']) {
        const directions = await page.evaluate(
          `[...document.querySelectorAll('${part}')].map((each) => getComputedStyle(each).direction)`,
        );
        expect(directions).toContain('ltr');
        expect(directions).not.toContain('rtl');
      }
      expect(troubles).toEqual([]);
    });
  }
}

describe('the reader', () => {
  it('finds a route by words of its path and its summary, and gets all back', async () => {
    const page = await open('en', 1280, 'light');
    const shown = () => page.locator('.route:visible').evaluateAll((all) => all.map(({ id }) => id));
    await page.fill('#find', 'api-keys post');
    expect(await shown()).toEqual(['createApiKey']);
    expect(await page.locator('.links li:visible').count()).toBe(1);
    expect(await page.locator('.noun:visible').count()).toBe(1);
    await page.fill('#find', 'DEAD letters');
    expect((await shown()).toSorted()).toEqual(['listDeadLetters', 'replayDeadLetters']);
    await page.fill('#find', 'nothing of the kind');
    expect(await page.isVisible('#nothing-found')).toBe(true);
    await page.fill('#find', '');
    expect(await shown()).toHaveLength(routes.length);
    expect(await page.isVisible('#nothing-found')).toBe(false);
  });

  it('comes by a link to a route, an error or a type, and every link of the page leads somewhere', async () => {
    const page = await open('fa', 1280, 'dark', '#type-Cell');
    expect(await page.locator('#type-Cell[open]').count()).toBe(1);
    const lost = await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href'))
        .filter((href) => document.getElementById(href.slice(1)) === null)`,
    );
    expect(lost).toEqual([]);
  });
});
