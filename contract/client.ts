import { type ClientRoutes, clientRoutes, type ErrorCode, type Problem, type SupportEvent } from './client-routes.ts';

/**
 * The typed client of Rida's API: a method for every route. It runs wherever `fetch` does, in browsers and in Node,
 * and needs nothing else: this file and client-routes.ts are all of it (`GET /api/v1/client.ts` gives both in one).
 */
export interface ClientOptions {
  /** Where the service is, e.g. `https://rida.example`. */
  baseUrl: string;
  /** An API key; without one only public routes answer, or, on the service's own pages, the session's cookie counts. */
  apiKey?: string;
  /** Number of the workspace meant, where you may enter several. */
  workspaceId?: number;
  /** Language of texts in answers: `ar`, `fa` or `en`. */
  language?: string;
  /** How often what passes by itself is tried again; default 4. */
  retries?: number;
  /** Another `fetch`, e.g. one that goes through a proxy. */
  fetch?: typeof fetch;
  /** How to wait between two tries; default a timer. */
  pause?: (ms: number) => Promise<void>;
}

/** What one call may ask for beside its input. */
export interface CallOptions {
  signal?: AbortSignal;
  /** A key of your own, where a repeat may come from another run of your program; default: a random one a call. */
  idempotencyKey?: string;
  workspaceId?: number;
  /** The open import that events are part of, so that all of them can be undone as one. */
  importId?: number;
}

type Id = keyof ClientRoutes;
type Input<I extends Id> = Omit<ClientRoutes[I], 'answer' | 'rows'>;
type Answer<I extends Id> = ClientRoutes[I]['answer'];
type Call<I extends Id> =
  Record<never, never> extends Input<I>
    ? (input?: Input<I>, options?: CallOptions) => Promise<Answer<I>>
    : (input: Input<I>, options?: CallOptions) => Promise<Answer<I>>;

/** Routes whose list comes in pages. */
export type PagedRoute = { [I in Id]: ClientRoutes[I] extends { rows: string } ? I : never }[Id];
type Rows<I extends PagedRoute> = ClientRoutes[I] extends { rows: infer Name; answer: infer Whole }
  ? Name extends keyof Whole
    ? Whole[Name]
    : never
  : never;
/** One row of a list that comes in pages. */
export type Row<I extends PagedRoute> = Rows<I> extends readonly (infer One)[] ? One : never;

/** What became of all events that were sent; `index` of a refusal counts from the first of them. */
export type SentEvents = Omit<Answer<'receiveEvents'>, 'duplicates'>;

export interface Helpers {
  /** Every row of a list, page after page, asked for when it is needed. */
  pages<I extends PagedRoute>(id: I, input?: Input<I>, options?: CallOptions): AsyncGenerator<Row<I>, void, undefined>;
  /**
   * Sends events as NDJSON in batches, one after the other, each until it is on the service's disk. What is refused
   * is in the answer and keeps nothing else back. Sending the same events twice changes nothing.
   */
  sendEvents(
    events: Iterable<SupportEvent> | AsyncIterable<SupportEvent>,
    options?: CallOptions & { onBatch?: (receipt: Answer<'receiveEvents'>) => void },
  ): Promise<SentEvents>;
}

export type RidaClient = { [I in Id]: Call<I> } & Helpers;

/** What the service refused. `code` is stable and `params` fill its text; `message` is in the language asked for. */
export class RidaApiError extends Error {
  readonly status: number;
  /** `unreadable` for an answer that is not Rida's: of a proxy on the way, for one. */
  readonly code: ErrorCode | 'unreadable';
  readonly params: Readonly<Record<string, string | number>>;
  /** Where the request was wrong (`query.from`) and which rule it broke. */
  readonly faults: readonly { at: string; rule: string }[];
  /** Names the request in the service's log. */
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, retryAfterSeconds: number | null, problem: Problem | null) {
    super(problem ? [problem.title, problem.detail].filter(Boolean).join(' ') : `HTTP ${status}`);
    this.name = 'RidaApiError';
    this.status = status;
    this.code = problem?.code ?? 'unreadable';
    this.params = problem?.params ?? {};
    this.faults = problem?.errors ?? [];
    this.requestId = problem?.requestId ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request as it is sent; `path` begins with a slash and holds no query. */
export interface PlainRequest {
  method: string;
  path: string;
  query?: Readonly<Record<string, unknown>> | undefined;
  /** A text is sent as it is, anything else as JSON. */
  body?: unknown;
  contentType?: string | undefined;
  /** A repeat of it needs an Idempotency-Key. */
  keyed?: boolean;
  /** The body is sent as a form, its `file` last. */
  form?: boolean;
  /** The answer is a text, no JSON. */
  text?: boolean;
}

/** A client of the service at `baseUrl`. Its methods throw RidaApiError, or what `fetch` throws when nobody answers. */
export function createClient(options: ClientOptions): RidaClient {
  const calls = Object.fromEntries(
    Object.entries<RouteEntry>(clientRoutes).map(([id, entry]) => [
      id,
      (input: AnyInput = {}, call: CallOptions = {}) => send(plainRequest(entry, input), options, call),
    ]),
  );
  // One entry a route, each of the types that are generated with it.
  const ask = calls as unknown as { [I in Id]: Call<I> };
  return {
    ...ask,
    pages: (id, input, call) => pagesOf(id, ask, input, call),
    sendEvents: (events, call) => sendEvents(events, options, call),
  };
}

interface RouteEntry {
  method: string;
  path: string;
  keyed?: true;
  events?: true;
  form?: true;
  text?: true;
  rows?: string;
}

interface AnyInput {
  params?: Readonly<Record<string, string | number>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

function plainRequest(
  { method, path, keyed, text, form }: RouteEntry,
  { params = {}, query, body }: AnyInput,
): PlainRequest {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  return { method, path: filled, query, body, keyed: keyed === true, text: text === true, form: form === true };
}

/**
 * Sends a request and reads its answer; null for none. What passes by itself (nobody answers, 429, 502, 503, 504, the
 * same request still being answered) is tried again, after as long as the service asks for. A write carries an
 * Idempotency-Key, the same at every try, so that it is done once.
 */
export async function send(request: PlainRequest, options: ClientOptions, call: CallOptions = {}): Promise<unknown> {
  const { retries = 4, fetch: ask = fetch, pause = sleep } = options;
  const init = requestInit(request, options, call);
  const url = addressOf(options.baseUrl, request);
  for (let attempt = 0; ; attempt++) {
    try {
      return await readAnswer(await ask(url, init), request.text === true);
    } catch (error) {
      if (attempt >= retries || !passes(error) || call.signal?.aborted) throw error;
      await pause(waitMs(error, attempt));
    }
  }
}

function addressOf(baseUrl: string, { path, query = {} }: PlainRequest): string {
  const url = new URL(baseUrl.replace(/\/+$/, '') + path);
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, String(one));
    }
  }
  return url.href;
}

function requestInit(request: PlainRequest, options: ClientOptions, call: CallOptions): RequestInit {
  const { apiKey, language } = options;
  const workspaceId = call.workspaceId ?? options.workspaceId;
  const { method, body, contentType = 'application/json' } = request;
  const headers: Record<string, string> = {};
  if (apiKey !== undefined) headers['authorization'] = `Bearer ${apiKey}`;
  if (language !== undefined) headers['accept-language'] = language;
  if (workspaceId !== undefined) headers['rida-workspace'] = String(workspaceId);
  if (request.keyed) headers['idempotency-key'] = call.idempotencyKey ?? newKey();
  if (call.importId !== undefined) headers['rida-import'] = String(call.importId);
  // What parts a form has is said by whoever writes it.
  if (body !== undefined && !request.form) headers['content-type'] = contentType;
  return {
    method,
    headers,
    // A key speaks for itself: no cookie goes along with it, to no site.
    credentials: apiKey === undefined ? 'same-origin' : 'omit',
    ...(body !== undefined && { body: request.form ? formOf(body) : bodyText(body) }),
    ...(call.signal && { signal: call.signal }),
  };
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

/** Texts first, because the service reads the file as it comes. */
function formOf(body: unknown): FormData {
  const { file, name = 'file', ...fields } = body as { file: Blob | string; name?: string };
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) form.append(field, bodyText(value));
  form.append('file', typeof file === 'string' ? new Blob([file]) : file, name);
  return form;
}

/** 128 random bits; `randomUUID` is not there on pages without HTTPS. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function readAnswer(answer: Response, asText: boolean): Promise<unknown> {
  if (!answer.ok) throw await errorOf(answer);
  if (answer.status === 204) return null;
  return asText ? answer.text() : answer.json();
}

async function errorOf(answer: Response): Promise<RidaApiError> {
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') === true;
  const problem = isProblem ? ((await answer.json().catch(() => null)) as Problem | null) : null;
  const retryAfter = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new RidaApiError(answer.status, Number.isFinite(retryAfter) ? retryAfter : null, problem);
}

function passes(error: unknown): boolean {
  if (error instanceof RidaApiError) {
    return [429, 502, 503, 504].includes(error.status) || error.code === 'requestInProgress';
  }
  // fetch says so when nobody answers.
  return error instanceof TypeError;
}

const firstPauseMs = 500;

function waitMs(error: unknown, attempt: number): number {
  const asked = error instanceof RidaApiError ? error.retryAfterSeconds : null;
  return asked === null ? firstPauseMs * 2 ** attempt : asked * 1000;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function* pagesOf<I extends PagedRoute>(
  id: I,
  ask: { [I in Id]: Call<I> },
  input: Input<I> | undefined,
  call: CallOptions | undefined,
): AsyncGenerator<Row<I>, void, undefined> {
  const { rows } = clientRoutes[id];
  const askPage = ask[id] as unknown as (input: AnyInput, call?: CallOptions) => Promise<Record<string, unknown>>;
  const { query, ...rest } = (input ?? {}) as AnyInput;
  let cursor: unknown = query?.['cursor'];
  do {
    const page = await askPage({ ...rest, query: { ...query, cursor } }, call);
    yield* page[rows] as Row<I>[];
    cursor = page['nextCursor'] ?? undefined;
  } while (cursor !== undefined);
}

/** Half of what one request may bring, so that what grows on the way still fits. */
const batchLimits = { events: 5_000, characters: 4_000_000 };

async function sendEvents(
  events: Iterable<SupportEvent> | AsyncIterable<SupportEvent>,
  options: ClientOptions,
  call: CallOptions & { onBatch?: (receipt: Answer<'receiveEvents'>) => void } = {},
): Promise<SentEvents> {
  const total: SentEvents = { accepted: 0, duplicate: 0, rejected: [] };
  let sent = 0;
  for await (const lines of batches(events)) {
    const { method, path } = clientRoutes.receiveEvents;
    const request = { method, path, body: lines.join('\n'), contentType: 'application/x-ndjson' };
    const receipt = (await send(request, options, call)) as Answer<'receiveEvents'>;
    total.accepted += receipt.accepted;
    total.duplicate += receipt.duplicate;
    for (const refused of receipt.rejected) total.rejected.push({ ...refused, index: refused.index + sent });
    sent += lines.length;
    call.onBatch?.(receipt);
  }
  return total;
}

async function* batches(events: Iterable<SupportEvent> | AsyncIterable<SupportEvent>): AsyncGenerator<string[]> {
  let lines: string[] = [];
  let characters = 0;
  for await (const event of events) {
    const line = JSON.stringify(event);
    const isFull = lines.length === batchLimits.events || characters + line.length > batchLimits.characters;
    if (isFull && lines.length > 0) {
      yield lines;
      lines = [];
      characters = 0;
    }
    lines.push(line);
    characters += line.length;
  }
  if (lines.length > 0) yield lines;
}
