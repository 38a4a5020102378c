import type { FastifyRequest } from 'fastify';
import { RidaError } from '../../core/errors.ts';

/** Headers of every answer; pages replace the content policy with their own (see pages.ts). */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return {
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    vary: 'accept-language, cookie, authorization',
    ...(isSecure(publicUrl) && { 'strict-transport-security': 'max-age=31536000' }),
  };
}

export const pageContentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/**
 * Refuses a write that a browser sent from another site's page. `Sec-Fetch-Site` cannot be set by
 * pages; browsers without it send `Origin`. A request with neither is no browser's: it passes only
 * where no cookie speaks for a person. Throws `crossSite`.
 */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string, byCookie: boolean): void {
  if (request.method === 'GET') return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site === undefined && origin === undefined) {
    if (byCookie) throw new RidaError('crossSite');
    return;
  }
  if (site !== undefined && site !== 'same-origin') throw new RidaError('crossSite');
  if (origin !== undefined && !isOurs(origin, request.headers.host, publicUrl)) throw new RidaError('crossSite');
}

function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const given = new URL(origin);
  return given.origin === new URL(publicUrl).origin || given.host === host;
}
