import { TextDecoder } from 'node:util';
import { invalid, type Refusal } from '../../../contract/refusal.ts';
import { RidaError } from '../../../core/errors.ts';
import { splitLines } from './lines.ts';
import type { FileRecord, RawEvent } from './records.ts';

/** A line longer than a whole request can never be sent. */
const maxLineBytes = 16 * 1024 * 1024;

/**
 * Reads one JSON event a line; empty lines are passed over. A line that is no JSON object, no UTF-8 or
 * too long is refused alone. Throws `invalidRequest` (problem `jsonArray`) when the file is one JSON
 * array, which cannot be read line by line.
 */
export async function* readNdjson(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  for await (const { number, bytes } of splitLines(chunks, maxLineBytes)) {
    if (bytes === null) {
      yield unreadable(number, '', { code: 'bodyTooLarge', params: { limit: maxLineBytes } });
      continue;
    }
    const text = decode(decoder, bytes);
    if (text?.trim() === '') continue;
    if (first && text?.trimStart().startsWith('[')) throw new RidaError('invalidRequest', { problem: 'jsonArray' });
    first = false;
    yield text === null ? notUtf8(number, bytes) : parseLine(number, text);
  }
}

/** TextDecoder drops a byte order mark; null where the bytes are no UTF-8. */
function decode(decoder: TextDecoder, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function parseLine(line: number, text: string): FileRecord {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return { line, cells: null, events: [value], unreadable: [] };
  } catch {
    // falls through: not JSON and no object are refused alike
  }
  return unreadable(line, text, invalid('', text, 'json', { position: 0 }));
}

function notUtf8(line: number, bytes: Buffer): FileRecord {
  const shown = bytes.toString('utf8');
  return unreadable(line, shown, invalid('', shown, 'encoding'));
}

function isObject(value: unknown): value is RawEvent {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(line: number, raw: string, refusal: Refusal): FileRecord {
  return { line, cells: null, events: [], unreadable: [{ ...refusal, raw }] };
}
