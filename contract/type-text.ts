/** A JSON Schema as `schemaOf` gives it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const widest = 100;

/**
 * A JSON Schema as a TypeScript type: for the client, and for people who read the reference. An object that is short
 * and says nothing of its fields stands on one line. `{}` is `unknown`.
 */
export function typeText(schema: JsonSchema, indent = ''): string {
  if (typeof schema['$ref'] === 'string') return typeName(schema['$ref'].split('/').at(-1) ?? '');
  if ('const' in schema) return literalText(schema['const']);
  if (Array.isArray(schema['enum'])) return unionText(schema['enum'].map(literalText), indent);
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(options))
    return unionText(
      options.map((each: JsonSchema) => typeText(each, indent)),
      indent,
    );
  if (Array.isArray(schema['type']))
    return unionText(
      schema['type'].map((type) => typeText({ type })),
      indent,
    );
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
    case 'null':
      return schema['type'];
    case 'array':
      return listText(schema, indent);
    case 'object':
      return objectText(schema, indent);
    default:
      return 'unknown';
  }
}

/** The TypeScript name of a named schema: `Event.message.sent` is `MessageSentEvent`. */
export function typeName(name: string): string {
  const [first = '', ...rest] = name.split('.');
  if (first !== 'Event') return name;
  return rest.length === 0 ? 'SupportEvent' : `${rest.map(capitalized).join('')}Event`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function literalText(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}

function unionText(options: readonly string[], indent: string): string {
  const known = [...new Set(options)];
  const line = known.join(' | ');
  if (line.length + indent.length <= widest) return line;
  // Words fill lines; whatever is longer than a word has one of its own.
  if (known.some((option) => option.includes('\n')))
    return known.map((option) => (option.startsWith('\n') ? option : `\n${indent}  | ${option}`)).join('');
  const lines: string[] = [];
  for (const option of known) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + option.length < widest - 10) lines.push(`${lines.pop()} | ${option}`);
    else lines.push(`${indent}  | ${option}`);
  }
  return `\n${lines.join('\n')}`;
}

function listText({ items, prefixItems }: JsonSchema, indent: string): string {
  if (Array.isArray(prefixItems))
    return `[${prefixItems.map((each: JsonSchema) => typeText(each, indent)).join(', ')}]`;
  const item = typeText((items ?? {}) as JsonSchema, indent);
  return /^[\w.]+$|^\{[^}]*\}$/.test(item)
    ? `${item}[]`
    : `Array<${item.startsWith('\n') ? `${item}\n${indent}` : item}>`;
}

function objectText(schema: JsonSchema, indent: string): string {
  const { properties, required = [], additionalProperties, propertyNames } = schema;
  if (properties === undefined) return recordText(additionalProperties, propertyNames, indent);
  const inner = `${indent}  `;
  const fields = Object.entries(properties as Record<string, JsonSchema>).map(([name, field]) => {
    const mark = (required as string[]).includes(name) ? '' : '?';
    return { note: noteText(field, inner), text: `${fieldName(name)}${mark}:${spaced(typeText(field, inner))};` };
  });
  const open = isSchema(additionalProperties) ? [{ note: '', text: '[more: string]: unknown;' }] : [];
  const all = [...fields, ...open];
  const line = `{ ${all.map(({ text }) => text).join(' ')} }`.replace('; }', ' }');
  const isShort = line.length + indent.length <= 80 && !line.includes('\n') && all.every(({ note }) => note === '');
  if (all.length === 0) return '{}';
  return isShort ? line : `{\n${all.map(({ note, text }) => `${note}${inner}${text}`).join('\n')}\n${indent}}`;
}

/** A union over several lines begins on a line of its own. */
function spaced(type: string): string {
  return type.startsWith('\n') ? type : ` ${type}`;
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

function recordText(values: unknown, names: unknown, indent: string): string {
  const value = isSchema(values) ? typeText(values, indent) : 'unknown';
  const key = isSchema(names) ? typeText(names, indent) : 'string';
  return key === 'string' ? `Record<string, ${value}>` : `Partial<Record<${key}, ${value}>>`;
}

function fieldName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literalText(name);
}

function noteText({ description }: JsonSchema, indent: string): string {
  return typeof description === 'string' ? `${indent}/** ${description} */\n` : '';
}
