import type { z } from 'zod';
import type { ErrorCode, ErrorParams } from '../core/errors.ts';
import { storableText } from '../core/language/storable.ts';
import type { EventRule } from './event-limits.ts';

/** Why an event is refused; `params` fill the text that a person reads. */
export interface Refusal {
  code: ErrorCode;
  params: ErrorParams;
}

/** A line of NDJSON that is no JSON: it stands in the batch for the event it should have been. */
export class UnreadableLine {
  readonly line: string;
  /** Where reading stopped, in characters from the line's start. */
  readonly position: number;

  constructor(line: string, position: number) {
    this.line = line;
    this.position = position;
  }
}

export function invalid(field: string, received: unknown, rule: EventRule, more: ErrorParams = {}): Refusal {
  return { code: 'invalidEvent', params: { field, received: shortened(received), rule, ...more } };
}

/** The refusal that the first thing wrong with an event leads to. */
export function refusalOf(issue: z.core.$ZodIssue, raw: unknown): Refusal {
  const field = issue.path.join('.');
  const received = issue.path.reduce<unknown>(valueIn, raw);
  if (received === undefined) return { code: 'missingField', params: { field } };
  switch (issue.code) {
    case 'invalid_type':
      return invalid(field, received, ruleOfType[issue.expected] ?? 'object');
    case 'invalid_value':
      return invalid(field, received, 'choice', { choices: issue.values.join(', ') });
    case 'too_big':
      return invalid(field, received, issue.origin === 'array' ? 'tooMany' : 'tooLong', {
        limit: Number(issue.maximum),
      });
    case 'invalid_format':
      return invalid(field, received, 'blank');
    case 'custom':
      return invalid(field, received, issue.message as EventRule, issue.params ?? {});
    default:
      return invalid(field, received, issue.message as EventRule);
  }
}

const ruleOfType: Readonly<Record<string, EventRule>> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

/** What an object holds of its own under a key; undefined where it is no object or has no such key. */
export function valueIn(holder: unknown, key: PropertyKey): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined;
}

const shownLength = 80;

/** A value as a message shows it: texts cut, lists and objects only named. */
export function shortened(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  const text = storableText(String(value));
  return text.length > shownLength ? `${storableText(text.slice(0, shownLength))}…` : text;
}
