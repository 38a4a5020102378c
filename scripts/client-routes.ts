import { callText } from '../contract/example-texts.ts';
import { openApi, schemaOf } from '../contract/openapi.ts';
import { type Route, takesIdempotencyKey } from '../contract/route.ts';
import { routes } from '../contract/routes.ts';
import { type JsonSchema, typeName, typeText } from '../contract/type-text.ts';
import { errorCodes } from '../core/errors.ts';

const head = `// Written by \`npm run generate\` from contract/routes; see contract/client.ts.
/* oxlint-disable max-lines */`;

/** `contract/client-routes.ts`: every route's types and the little that the client must know to ask it. */
export function generateClientRoutes(): string {
  return `${head}

/** Every code that an error may have. */
export type ErrorCode =${typeText({ enum: Object.keys(errorCodes) })};

${namedTypes()}

/** What each route takes and answers, by its id. */
export interface ClientRoutes {
${routes.map(routeType).join('\n')}
}

/** How each route is asked: method, path, whether a repeat needs an Idempotency-Key, and the list that its pages hold. */
export const clientRoutes = {
${routes.map(routeEntry).join('\n')}
} as const;
`;
}

function namedTypes(): string {
  const { components } = openApi(routes) as unknown as { components: { schemas: Record<string, JsonSchema> } };
  return Object.entries(components.schemas)
    .map(([name, schema]) => `export type ${typeName(name)} = ${typeText(schema)};`.replace(' = \n', ' =\n'))
    .join('\n\n');
}

function routeType(route: Route): string {
  const fields = [
    ...inputFields(route),
    ...rowsField(route),
    `answer: ${route.status === 204 ? 'null' : typeText(schemaOf(route.answer, 'output', {}), '    ')};`,
  ];
  const summary = route.summary.endsWith('.') ? route.summary : `${route.summary}.`;
  return `  /** ${summary} */\n  ${route.id}: {\n${fields.map((field) => `    ${field}`).join('\n')}\n  };`;
}

/** A part is optional where each of its fields is. */
function inputFields({ params, query, body }: Route): string[] {
  const parts = [
    ['params', params && widened(schemaOf(params, 'input', {}))],
    ['query', query && schemaOf(query, 'input', {})],
    ['body', body === 'events' ? events : body && body !== 'file' && schemaOf(body, 'input', {})],
  ] as const;
  if (body === 'file') return [`body: ${upload};`];
  return parts.flatMap(([name, schema]) => {
    if (!schema) return [];
    const mark = isOptional(schema) ? '?' : '';
    return [`${name}${mark}: ${typeText(schema, '    ')};`];
  });
}

/** A form: its texts, then the file under the name that people see. */
const upload =
  '{ mapping?: Mapping; source?: string; sheet?: string; encoding?: string; delimiter?: string; name?: string; file: Blob | string }';

const events: JsonSchema = { type: 'array', items: { $ref: '#/components/schemas/Event' } };

/** A number may stand in a path as a number. */
function widened({ properties, ...schema }: JsonSchema): JsonSchema {
  const wider = Object.entries(properties as Record<string, JsonSchema>).map(([name, field]) => [
    name,
    typeText(field) === 'string' ? { type: ['string', 'number'] } : field,
  ]);
  return { ...schema, properties: Object.fromEntries(wider) };
}

function isOptional({ type, required = [] }: JsonSchema): boolean {
  return type === 'object' && (required as string[]).length === 0;
}

function rowsField(route: Route): string[] {
  const rows = rowsOf(route);
  return rows === null ? [] : [`rows: '${rows}';`];
}

/** The list that has a page after the other: the last one of an answer with `nextCursor`, asked with `cursor`. */
function rowsOf({ query, answer }: Route): string | null {
  const has = (schema: JsonSchema, name: string) => Object.hasOwn((schema['properties'] ?? {}) as object, name);
  const answered = schemaOf(answer, 'output', {});
  if (!query || !has(schemaOf(query, 'input', {}), 'cursor') || !has(answered, 'nextCursor')) return null;
  const lists = Object.entries(answered['properties'] as Record<string, JsonSchema>).filter(
    ([, { type }]) => type === 'array',
  );
  return lists.at(-1)?.[0] ?? null;
}

function routeEntry(route: Route): string {
  const { id, method, path, root, body, produces, status } = route;
  const fields = [
    `method: '${method}'`,
    `path: '${root ? '' : '/api/v1'}${path}'`,
    ...(takesIdempotencyKey(route) ? ['keyed: true'] : []),
    ...(body === 'events' ? ['events: true'] : []),
    ...(body === 'file' ? ['form: true'] : []),
    ...(produces === undefined || status === 204 ? [] : ['text: true']),
    ...rowsField(route).map((field) => field.replace(';', '')),
  ];
  return `  ${id}: { ${fields.join(', ')} },`;
}

function importText(name: string, file: string): string {
  return `import type { ${name} } from '../../contract/${file}.ts';`;
}

/** `tests/support/client-examples.ts`: the examples as the reference shows them, for the compiler and a test to try. */
export function generateClientExamples(): string {
  const calls = routes.map((route) => `  ${route.id}: (rida) => ${callText(route, '  ')},`);
  return `// Written by \`npm run generate\` from the examples in contract/routes.
/* oxlint-disable max-lines */
${importText('RidaClient', 'client')}
${importText('ClientRoutes', 'client-routes')}

/** Every route's example as a call of the client, as the reference page shows it. */
export const clientExamples: {
  [Id in keyof ClientRoutes]: (rida: RidaClient) => Promise<ClientRoutes[Id]['answer']>;
} = {
${calls.join('\n')}
};
`;
}
