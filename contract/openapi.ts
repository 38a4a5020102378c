import { z, type ZodType } from 'zod';
import { errorCodes } from '../core/errors.ts';
import { eventTypes } from '../core/events/types.ts';
import { eventSchemas } from './events.ts';
import { rateLimitOf } from './rate-limits.ts';
import { errorsOf } from './route-errors.ts';
import { type Route, takesIdempotencyKey } from './route.ts';

type Json = Record<string, unknown>;

/**
 * The API as an OpenAPI 3.1 document, made of the routes alone: what is not in a route is not
 * promised, and what is in one is described.
 */
export function openApi(routes: readonly Route[]): Json & { openapi: '3.1.0' } {
  const named: Json = {};
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.root ? route.path : `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, named) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Rida',
      version: '1',
      description:
        'Support events in, trusted figures out. Send an API key as `Authorization: Bearer rida_…`; ' +
        'texts of errors follow `Accept-Language` (ar, fa, en). A write may be repeated safely with an ' +
        '`Idempotency-Key`; events need none, their ids tell a repeat. Answers say in `RateLimit-Limit`, ' +
        '`RateLimit-Remaining` and `RateLimit-Reset` what is left of a minute’s requests; 429 says in `Retry-After` when to ' +
        'come again. `x-rate-limit` of an operation names the kind of request it counts as.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, or the local token.' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-rida_session' },
      },
      schemas: { Problem: problem, ...eventSchemasByName(named), ...named },
    },
  };
}

/** `named` gathers the schemas that have a name of their own (`.meta({ id })`): written once, referred to. */
function operation(route: Route, named: Json): Json {
  const body = requestBody(route, named);
  return {
    operationId: route.id,
    summary: route.summary,
    ...access(route),
    'x-rate-limit': rateLimitOf(route) ?? 'none',
    'x-errors': errorsOf(route),
    parameters: [
      ...parameters('path', route.params, route.example.params, named),
      ...parameters('query', route.query, route.example.query, named),
      ...(route.access === 'public' || route.access === 'operator' ? [] : [workspaceHeader]),
      ...(takesIdempotencyKey(route) ? [idempotencyHeader] : []),
      ...(route.body === 'events' ? [importHeader] : []),
    ],
    ...(body && { requestBody: body }),
    responses: { [String(route.status ?? 200)]: success(route, named), default: failure },
  };
}

function access({ access }: Route): Json {
  if (access === 'public') return { security: [] };
  if (access === 'operator') return { security: [{ apiKey: [] }] };
  const security = [{ apiKey: [] }, { session: [] }];
  return access === 'signedIn' ? { security } : { security, 'x-scope': access };
}

function parameters(place: 'path' | 'query', schema: ZodType | undefined, sent: unknown, named: Json): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', named);
  const example = (sent ?? {}) as Json;
  return Object.entries(properties as Json).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || (required as string[]).includes(name),
    schema: described,
    ...(example[name] !== undefined && { example: example[name] }),
  }));
}

const workspaceHeader = {
  name: 'Rida-Workspace',
  in: 'header',
  required: false,
  description: 'Number of the workspace meant, where you may enter several.',
  schema: { type: 'string', pattern: '^[1-9]\\d{0,8}$' },
};

const importHeader = {
  name: 'Rida-Import',
  in: 'header',
  required: false,
  description: 'Number of the open import that the events are part of, so that it can be undone as a whole.',
  schema: { type: 'string', pattern: '^[1-9]\\d{0,8}$' },
};

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any new random text, a UUID for one. A repeat of the request with the same key gets the first answer again, for 7 ' +
    'days, with `Idempotency-Replayed: true`, and changes nothing. Another request with it is `idempotencyKeyReused`; ' +
    'while the first is being answered a repeat is `requestInProgress`, with `Retry-After`. What was refused is not kept.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

const replayedHeader = {
  'Idempotency-Replayed': { description: 'On a repeat: `true`.', schema: { type: 'string', const: 'true' } },
};

const upload = {
  type: 'object',
  required: ['file'],
  properties: {
    mapping: { $ref: '#/components/schemas/Mapping' },
    encoding: { type: 'string', description: 'Of CSV; detected where it is not said.' },
    delimiter: { type: 'string', maxLength: 4, description: 'Of CSV; detected where it is not said.' },
    sheet: { type: 'string', maxLength: 100, description: 'Of XLSX; the first sheet where it is not said.' },
    source: { type: 'string', maxLength: 100, default: 'import', description: 'The source of its events.' },
    file: { type: 'string', format: 'binary', description: 'The last part. At most 256 MB; CSV plain or gzip.' },
  },
};

function requestBody({ body, example }: Route, named: Json): Json | null {
  if (!body) return null;
  if (body === 'file') return { required: true, content: { 'multipart/form-data': { schema: upload } } };
  if (body === 'events') {
    const event = { $ref: '#/components/schemas/Event' };
    return {
      required: true,
      content: {
        'application/json': { schema: { anyOf: [event, { type: 'array', items: event }] }, example: example.body },
        'application/x-ndjson': { schema: { type: 'string' } },
      },
    };
  }
  return {
    required: true,
    content: { 'application/json': { schema: schemaOf(body, 'input', named), example: example.body } },
  };
}

/** `Event` is one of the types, each under its own name: `Event.message.sent`. */
function eventSchemasByName(named: Json): Json {
  const events = eventTypes.map((type) => [`Event.${type}`, schemaOf(eventSchemas[type], 'input', named)] as const);
  const oneOf = events.map(([name]) => ({ $ref: `#/components/schemas/${name}` }));
  return { Event: { oneOf }, ...Object.fromEntries(events) };
}

function success(route: Route, named: Json): Json {
  const done = { description: 'Done', ...(takesIdempotencyKey(route) && { headers: replayedHeader }) };
  if (route.status === 204) return done;
  const { produces = 'application/json' } = route;
  return {
    ...done,
    content: { [produces]: { schema: schemaOf(route.answer, 'output', named), example: route.example.answer } },
  };
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'params', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string', description: 'In the language asked for.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'In the language asked for.' },
    code: { type: 'string', enum: Object.keys(errorCodes), description: 'Stable; programs go by it.' },
    params: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['at', 'rule'],
        properties: { at: { type: 'string' }, rule: { type: 'string' } },
      },
    },
    requestId: { type: 'string' },
  },
};

const failure = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** A schema as JSON Schema; those with a name of their own are gathered in `named` and referred to. */
export function schemaOf(schema: ZodType, io: 'input' | 'output', named: Json): Json {
  const written = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
  const {
    $schema: _dialect,
    $defs,
    ...described
  } = JSON.parse(written.replaceAll('"#/$defs/', '"#/components/schemas/'));
  Object.assign(named, $defs);
  return described;
}
