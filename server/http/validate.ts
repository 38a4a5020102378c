import { z, type ZodType } from 'zod';
import type { Route } from '../../contract/route.ts';
import { RidaError } from '../../core/errors.ts';
import type { Input, RawRequest } from './handler.ts';

/** The parts of a request as they arrived. */
export interface Sent {
  params: unknown;
  query: unknown;
  body: unknown;
}

/** One thing wrong with a request: where (`body.email`) and which rule it breaks; never the value. */
export interface Fault {
  at: string;
  rule: string;
}

/** `invalidRequest` with every fault (the first twenty); `params` name the first. */
export class InvalidRequest extends RidaError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super('invalidRequest', { field: faults[0]?.at ?? '', rule: faults[0]?.rule ?? '' });
    this.faults = faults;
  }
}

/**
 * Checks the parts of a request against its route. Unknown keys of query and body are refused,
 * types are not bent, a query parameter given twice is refused unless the contract says list, and
 * no text holds what PostgreSQL cannot (NUL, half a surrogate pair). Throws InvalidRequest.
 */
export function parseSent<P extends ZodType, Q extends ZodType, B extends ZodType>(
  route: Route<P, Q, B>,
  sent: Sent,
  raw: RawRequest,
): Input<z.output<P>, z.output<Q>, z.output<B>> {
  const faults: Fault[] = [];
  const params = checked('path', route.params ?? nothing, sent.params, faults);
  const query = checked('query', route.query ?? nothing, listed(route.query, sent.query), faults);
  const body =
    route.body === 'events' || route.body === 'file'
      ? undefined
      : checked('body', route.body ?? none, sent.body, faults);
  if (faults.length > 0) throw new InvalidRequest(faults.slice(0, 20));
  // What the contract does not name was checked to be absent, so these are the outputs it declares.
  return { params: params as z.output<P>, query: query as z.output<Q>, body: body as z.output<B>, raw };
}

const nothing = z.strictObject({});
/** A route without body takes none, or an empty object. */
const none = z.union([z.undefined(), z.null(), nothing]);

function checked(part: string, schema: ZodType, value: unknown, faults: Fault[]): unknown {
  const unstorable = findUnstorable(value, [part]);
  if (unstorable) {
    faults.push(unstorable);
    return undefined;
  }
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema;
  const result = strict.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [null];
    for (const key of keys) {
      const path = [part, ...issue.path, ...(key === null ? [] : [key])];
      faults.push({ at: shortened(path.map(String).join('.')), rule: ruleOf(issue) });
    }
  }
  return undefined;
}

/** A rule of the contract's own is named by its message. */
function ruleOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'custom' && /^\w+$/.test(message) ? message : code;
}

/** Gives a list where the contract declares one and the address named it once. */
function listed(schema: ZodType | undefined, query: unknown): unknown {
  if (!(schema instanceof z.ZodObject) || typeof query !== 'object' || query === null) return query;
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      const field: unknown = Object.hasOwn(schema.shape, key) ? schema.shape[key] : undefined;
      return [key, isList(field) && !Array.isArray(value) ? [value] : value];
    }),
  );
}

function isList(field: unknown): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault || field instanceof z.ZodNullable) {
    return isList(field.def.innerType);
  }
  return field instanceof z.ZodArray;
}

const deepest = 32;

/** The first text that a store cannot hold, or nesting that no request of ours has; null if none. */
function findUnstorable(value: unknown, path: readonly string[]): Fault | null {
  const at = shortened(path.join('.'));
  if (typeof value === 'string') return isStorable(value) ? null : { at, rule: 'unstorable_text' };
  if (typeof value !== 'object' || value === null) return null;
  if (path.length > deepest) return { at, rule: 'too_deep' };
  for (const [key, each] of Object.entries(value)) {
    if (!isStorable(key)) return { at, rule: 'unstorable_text' };
    const found = findUnstorable(each, [...path, key]);
    if (found) return found;
  }
  return null;
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function shortened(path: string): string {
  return path.length <= 100 ? path : `${path.slice(0, 99)}…`;
}
