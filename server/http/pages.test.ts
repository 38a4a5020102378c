import { readdirSync, readFileSync } from 'node:fs';
import fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { servePages } from './pages.ts';

const app = fastify();
servePages(app);
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
const web = new URL('../../web/', import.meta.url);
const read = (folder: string) =>
  readdirSync(new URL(folder, web)).map((file): [string, string] => [
    file,
    readFileSync(new URL(folder + file, web), 'utf8'),
  ]);

describe('a page', () => {
  it('comes in the language of the address, else of the choice, else of the browser', async () => {
    const cases: [string, Record<string, string>, string][] = [
      ['/sign-in?lang=fa', { cookie: 'rida_language=ar', 'accept-language': 'en' }, 'lang="fa" dir="rtl"'],
      ['/sign-in', { cookie: 'a=b; rida_language=ar', 'accept-language': 'en' }, 'lang="ar" dir="rtl"'],
      ['/sign-in', { 'accept-language': 'fa-IR' }, 'lang="fa" dir="rtl"'],
      ['/sign-in', { 'accept-language': 'de' }, 'lang="en" dir="ltr"'],
      ['/sign-in?lang=xx&lang=fa', { cookie: 'rida_language=<script>' }, 'lang="en" dir="ltr"'],
    ];
    for (const [url, headers, expected] of cases) {
      const { body, statusCode } = await get(url, headers);
      expect([url, statusCode, body.includes(`<html ${expected}>`)]).toEqual([url, 200, true]);
    }
  });

  it('has every text put in, and shows nothing of the address', async () => {
    for (const url of ['/', '/sign-in', '/reference']) {
      const { body } = await get(`${url}?lang=%3Cscript%3E&x=canary`);
      expect(body).not.toMatch(/\{\{\s*[\w.]|canary/);
    }
  });

  it('runs no script and no style but its own files', async () => {
    for (const url of ['/', '/sign-in', '/reference']) {
      const { body, headers } = await get(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
      for (const [tag] of body.matchAll(/<script[^>]*>/g)) expect(tag).toMatch(/ src="\/assets\/[\w-]+\.js">$/);
      for (const [, file] of body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
        expect([file, (await get(file ?? '')).statusCode]).toEqual([file, 200]);
      }
    }
  });
});

describe('an asset', () => {
  it('is sent once and then only checked', async () => {
    const first = await get('/assets/base.css');
    expect(first.headers['content-type']).toBe('text/css; charset=utf-8');
    const second = await get('/assets/base.css', { 'if-none-match': String(first.headers.etag) });
    expect([second.statusCode, second.body]).toEqual([304, '']);
  });

  it('is one of those that were there at the start, and nothing outside', async () => {
    for (const url of [
      '/assets/',
      '/assets/../pages/home.html',
      '/assets/%2e%2e%2fpages%2fhome.html',
      '/assets/..%5cx',
      '/assets/nothing.js',
      '/web/tsconfig.json',
    ]) {
      expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
    }
  });
});

it('the styles know no left and right', () => {
  const physical =
    /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)\s*:|(?<![\w-])(?:min-|max-)?(?:width|height)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/g;
  for (const [file, css] of read('assets/').filter(([file]) => file.endsWith('.css'))) {
    expect([file, css.match(physical)]).toEqual([file, null]);
  }
});

it('the scripts put texts in as texts', () => {
  for (const [file, script] of read('assets/').filter(([file]) => file.endsWith('.js'))) {
    expect([file, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\(/.exec(script)]).toEqual([
      file,
      null,
    ]);
  }
});
