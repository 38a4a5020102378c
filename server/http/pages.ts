import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { directionOf, isLocale, type Locale, locales, preferredLocale } from '../../core/language/locales.ts';
import { message, messageKeys } from '../../locales/messages.ts';
import { readCookie } from './cookies.ts';
import { escaped } from './reference/html.ts';
import { referenceParts } from './reference/page.ts';
import { pageContentPolicy } from './security.ts';

const web = new URL('../../web/', import.meta.url);

interface Page {
  file: string;
  /** Markup that the template names beside texts. */
  parts?: (locale: Locale) => Readonly<Record<string, string>>;
}

const pages: Readonly<Record<string, Page>> = {
  '/': { file: 'home.html' },
  '/sign-in': { file: 'sign-in.html' },
  '/reference': { file: 'reference.html', parts: referenceParts },
};

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * The pages of `web/`, their texts put in here in each language, and their assets. Nothing of a person
 * or a workspace is in them: what they show they ask of the API. Only files found at the start are served.
 */
export function servePages(app: FastifyInstance): void {
  for (const [path, page] of Object.entries(pages)) servePage(app, path, page);
  for (const file of readdirSync(new URL('assets/', web))) serveAsset(app, file);
}

function servePage(app: FastifyInstance, path: string, { file, parts = () => ({}) }: Page): void {
  const template = readFileSync(new URL(`pages/${file}`, web), 'utf8');
  const written = new Map<Locale, string>();
  // Written when it is first asked for: a start waits for none of them.
  const inLanguage = (locale: Locale): string => {
    const page = written.get(locale) ?? write(template, locale, parts(locale));
    written.set(locale, page);
    return page;
  };
  app.get(path, { config: { id: `page:${file}` } }, async (request, reply) => {
    const locale = languageOf(request);
    return reply
      .header('content-security-policy', pageContentPolicy)
      .header('content-language', locale)
      .type('text/html; charset=utf-8')
      .send(inLanguage(locale));
  });
}

function serveAsset(app: FastifyInstance, file: string): void {
  const type = mediaTypes[extname(file)];
  if (type === undefined) return;
  const content = readFileSync(new URL(`assets/${file}`, web));
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  app.get(`/assets/${file}`, { config: { id: 'asset' } }, async (request, reply) => {
    reply.headers({ 'cache-control': 'no-cache', etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(type).send(content);
  });
}

/** The language asked for in the address, else the one chosen before, else the browser's. */
function languageOf({ query, headers }: FastifyRequest): Locale {
  const asked = query !== null && typeof query === 'object' && 'lang' in query ? query.lang : '';
  const chosen = [asked, readCookie(headers.cookie, 'rida_language')].find(
    (each): each is Locale => typeof each === 'string' && isLocale(each),
  );
  return chosen ?? preferredLocale(headers['accept-language'], 'en');
}

/**
 * Puts the texts of a language into a template: `{{web.product}}`; `{{web.home.asOf time}}` keeps the
 * placeholder `{time}` for the page’s own script. Throws on a text that does not exist.
 */
function write(template: string, locale: Locale, parts: Readonly<Record<string, string>>): string {
  const keys = new Map<string, (typeof known)[number]>(known.map((key) => [key, key]));
  return template.replaceAll(/\{\{([\w.]+)((?: \w+)*)\}\}/g, (_, name: string, kept: string) => {
    if (name === 'lang') return locale;
    if (name === 'dir') return directionOf(locale);
    if (name === 'languages') return languageSwitch(locale);
    if (Object.hasOwn(parts, name)) return parts[name] ?? '';
    const key = keys.get(name);
    if (!key) throw new Error(`a page names the text ${name}, which does not exist`);
    const params = Object.fromEntries(
      kept
        .split(' ')
        .filter(Boolean)
        .map((each) => [each, `{${each}}`]),
    );
    return escaped(message(locale, key, params));
  });
}

const known = messageKeys('en');

const ownNames: Readonly<Record<Locale, string>> = { ar: 'العربية', fa: 'فارسی', en: 'English' };

function languageSwitch(current: Locale): string {
  const links = locales.map((locale) => {
    const mark = locale === current ? ' aria-current="true"' : '';
    return `<a href="?lang=${locale}" hreflang="${locale}" lang="${locale}" dir="${directionOf(locale)}"${mark}>${ownNames[locale]}</a>`;
  });
  return `<nav class="languages" aria-label="${escaped(message(current, 'web.language'))}">${links.join('')}</nav>`;
}
