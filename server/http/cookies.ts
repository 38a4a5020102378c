import { isSecure } from './security.ts';

/**
 * The session's cookie. Over HTTPS it carries the `__Host-` prefix, so that no other host and no
 * plain connection can set or read it; plain http (a first try on localhost) cannot have that.
 */
export function sessionCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-rida_session' : 'rida_session';
}

/** Marks a browser that signed in before: strangers' failures do not count against it. */
export function deviceCookieName(publicUrl: string): string {
  return isSecure(publicUrl) ? '__Host-rida_device' : 'rida_device';
}

/** A cookie that scripts cannot read; `maxAgeSeconds` 0 removes it. */
export function setCookie(name: string, value: string, maxAgeSeconds: number, publicUrl: string): string {
  const secure = isSecure(publicUrl) ? '; Secure' : '';
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`;
}

/** Value of the first cookie of that name; '' if there is none. */
export function readCookie(header: string | undefined, name: string): string {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) ?? '';
}
