import type { Route } from './route.ts';

/** A route's example as a command for a shell; `$RIDA_URL` and `$RIDA_API_KEY` are the reader's. */
export function curlExample(route: Route): string {
  const { method, produces = 'application/json' } = route;
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${urlText(route)}`,
    ...whoText(route),
    ...bodyText(route),
    ...(produces === 'application/json' || route.status === 204 ? [] : [`-H 'Accept: ${produces.split(';')[0]}'`]),
  ];
  return parts.join(' \\\n  ');
}

function bodyText({ body, example }: Route): string[] {
  if (body === undefined) return [];
  if (body === 'file') return formText(example.body as Record<string, unknown>);
  return ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(example.body))}`];
}

/** The file is the reader's own, under the name that the example gives it. */
function formText({ name, file: _file, ...fields }: Record<string, unknown>): string[] {
  const texts = Object.entries(fields).map(
    ([field, value]) => `-F ${quoted(`${field}=${typeof value === 'string' ? value : JSON.stringify(value)}`)}`,
  );
  return [...texts, `-F ${quoted(`file=@${String(name)}`)}`];
}

function urlText({ path, root, example }: Route): string {
  const params = (example.params ?? {}) as Record<string, string>;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const query = queryText((example.query ?? {}) as Record<string, unknown>);
  return `"$RIDA_URL${root ? '' : '/api/v1'}${filled}${query}"`;
}

function queryText(query: Record<string, unknown>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, String(one)]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** Who asks: a key; the local token of `run.json`; a person's cookies, with the page they come from. */
function whoText({ access, example, id, method }: Route): string[] {
  if (id === 'signIn' || id === 'redeemSignInLink') return ['-c cookies.txt'];
  if (access === 'public') return [];
  if (access === 'operator') return ['-H "Authorization: Bearer $RIDA_LOCAL_TOKEN"'];
  if (example.by !== 'person') return ['-H "Authorization: Bearer $RIDA_API_KEY"'];
  return ['-b cookies.txt', ...(method === 'GET' ? [] : ['-H "Origin: $RIDA_URL"'])];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A route's example as a call of the typed client, which is called `rida`. */
export function typescriptExample(route: Route): string {
  const call = callText(route, '');
  return route.answer.def.type === 'null' ? `await ${call};` : `const answer = await ${call};`;
}

/** The call alone, its further lines indented. */
export function callText({ id, example: { params, query, body } }: Route, indent: string): string {
  const input = {
    ...(params !== undefined && { params }),
    ...(query !== undefined && { query }),
    ...(body !== undefined && { body }),
  };
  return `rida.${id}(${Object.keys(input).length === 0 ? '' : sourceText(input, indent)})`;
}

const widest = 64;

/** A value as TypeScript source; on one line where it fits. */
export function sourceText(value: unknown, indent: string): string {
  const line = lineText(value);
  if (line.length + indent.length <= widest || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value))
    return `[\n${value.map((each) => `${inner}${sourceText(each, inner)},`).join('\n')}\n${indent}]`;
  const fields = Object.entries(value).map(([name, each]) => `${inner}${nameText(name)}: ${sourceText(each, inner)},`);
  return `{\n${fields.join('\n')}\n${indent}}`;
}

function lineText(value: unknown): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (Array.isArray(value)) return `[${value.map(lineText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, each]) => `${nameText(name)}: ${lineText(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}
