import { requestLimits } from '../../contract/event-limits.ts';
import { UnreadableLine } from '../../contract/refusal.ts';
import { RidaError } from '../../core/errors.ts';
import { jsonErrorPosition } from './json-error-position.ts';

/**
 * The events of a request's text: a JSON array, a single object, or NDJSON (named by the media type,
 * or seen by a first line that is a whole object). A line that is no JSON stands as `UnreadableLine`
 * and sinks nothing else. Of equal keys in one object the last counts.
 * Throws RidaError('invalidRequest') with `position` for an array or object that is no JSON, and for an
 * empty text; RidaError('tooManyEvents') beyond `requestLimits`; RidaError('bodyTooLarge') for millions
 * of lists and objects, which would take fifty times the text's memory.
 */
export function parseEvents(text: string, mediaType: string): unknown[] {
  if (hasMoreContainers(text, mostContainers)) throw new RidaError('bodyTooLarge', { limit: mostContainers });
  const trimmed = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (ndjsonTypes.has(mediaType) || isNdjson(trimmed)) return parseLines(trimmed);
  const parsed = parseLine(trimmed);
  if (parsed instanceof UnreadableLine) {
    throw new RidaError('invalidRequest', { field: 'body', rule: 'not_json', position: parsed.position });
  }
  return withinLimit(Array.isArray(parsed) ? parsed : [parsed]);
}

const mostContainers = 500_000;

function hasMoreContainers(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let count = 0;
  for (let place = 0; place < text.length && count <= limit; place++) {
    const code = text.charCodeAt(place);
    if (code === leftBrace || code === leftBracket) count++;
  }
  return count > limit;
}

const leftBrace = 0x7b;
const leftBracket = 0x5b;

const ndjsonTypes: ReadonlySet<string> = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'text/x-ndjson',
]);

function isNdjson(text: string): boolean {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (text[start] !== '{' || end < 0 || text.slice(end).trim() === '') return false;
  return !(parseLine(text.slice(start, end)) instanceof UnreadableLine);
}

function parseLines(text: string): unknown[] {
  return withinLimit(text.split('\n').filter((line) => line.trim() !== '')).map((line) => parseLine(line));
}

function withinLimit<T>(events: T[]): T[] {
  if (events.length > requestLimits.events) throw new RidaError('tooManyEvents', { limit: requestLimits.events });
  return events;
}

/** The value of a JSON text, or what stands for a text that is none. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new UnreadableLine(text, jsonErrorPosition(text));
  }
}
