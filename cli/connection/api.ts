import type { Locale } from '../../core/language/locales.ts';

/** Where a service listens and how it knows us. */
export interface ApiAddress {
  url: string;
  token: string;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  /** A list is asked for as the same name several times. */
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent as JSON; a text is sent as it is, with `contentType`. */
  body?: unknown;
  contentType?: string;
  workspaceId?: number | undefined;
  /** The import that the events of the body are part of. */
  importId?: number;
}

/** What the service refused; `message` is in the person's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, message: string, retryAfterSeconds: number | null) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface Api {
  readonly url: string;
  /** The answer of a route under `/api/v1`, unread; null for none. Throws ApiProblem, or TypeError when nobody answers. */
  ask(path: string, request?: ApiRequest): Promise<unknown>;
}

export function openApi({ url, token }: ApiAddress, locale: Locale): Api {
  return {
    url,
    async ask(path, request = {}) {
      const answer = await fetch(addressOf(url, path, request), requestInit(request, token, locale));
      if (!answer.ok) throw await problemOf(answer);
      return answer.status === 204 ? null : await answer.json();
    },
  };
}

function addressOf(url: string, path: string, { query = {} }: ApiRequest): URL {
  const address = new URL(`/api/v1${path}`, url);
  for (const [name, value = []] of Object.entries(query)) {
    for (const one of [value].flat()) address.searchParams.append(name, one);
  }
  return address;
}

function requestInit(
  { method = 'GET', body, contentType, workspaceId, importId }: ApiRequest,
  token: string,
  locale: Locale,
): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'accept-language': locale };
  if (workspaceId !== undefined) headers['rida-workspace'] = String(workspaceId);
  if (importId !== undefined) headers['rida-import'] = String(importId);
  if (body === undefined) return { method, headers };
  headers['content-type'] = contentType ?? 'application/json';
  return { method, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const sent: unknown = await answer.json().catch(() => null);
  const field = (name: string) => (typeof sent === 'object' && sent !== null ? Reflect.get(sent, name) : undefined);
  const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
  const words = [field('title'), field('detail')].filter((part) => typeof part === 'string').join(' ');
  return new ApiProblem(
    answer.status,
    String(field('code') ?? 'internal'),
    words || `HTTP ${answer.status}`,
    Number.isFinite(retryAfter) ? retryAfter : null,
  );
}
