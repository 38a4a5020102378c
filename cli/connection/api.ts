import { RidaApiError, send } from '../../contract/client.ts';
import type { Locale } from '../../core/language/locales.ts';

/** What the service refused; `message` is in the person's language. */
export { RidaApiError as ApiProblem };

/** Where a service listens and how it knows us. */
export interface ApiAddress {
  url: string;
  token: string;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** A list is asked for as the same name several times. */
  query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Sent as JSON; a text is sent as it is, with `contentType`. */
  body?: unknown;
  contentType?: string;
  workspaceId?: number | undefined;
  /** The import that the events of the body are part of. */
  importId?: number;
  /** How often what passes by itself is tried again; default 0: a person who waits is told at once. */
  retries?: number;
}

export interface Api {
  readonly url: string;
  /** The answer of a route under `/api/v1`, unread; null for none. Throws ApiProblem, or TypeError when nobody answers. */
  ask(path: string, request?: ApiRequest): Promise<unknown>;
}

export function openApi({ url, token }: ApiAddress, locale: Locale): Api {
  return {
    url,
    ask(path, { method = 'GET', workspaceId, importId, retries = 0, ...request } = {}) {
      return send(
        { ...request, method, path: `/api/v1${path}` },
        { baseUrl: url, apiKey: token, language: locale, retries },
        { ...(workspaceId !== undefined && { workspaceId }), ...(importId !== undefined && { importId }) },
      );
    },
  };
}
