import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { requestLimits } from '../../contract/event-limits.ts';
import { RidaError } from '../../core/errors.ts';

/** The text of a request and what it says of its form. */
export interface EventsText {
  text: string;
  /** `application/json`, `application/x-ndjson` …; '' where none is named. */
  mediaType: string;
}

/** Bytes that all requests together may hold while they are read. */
const bytesInReading = 256 * 1024 * 1024;
let bytesHeld = 0;

/**
 * Reads a body of events, gzip or plain, and stops at the limit: what a bomb would unpack to is never
 * held. Bytes that are no UTF-8 become U+FFFD.
 * Throws RidaError: `unsupportedEncoding`, `bodyTooLarge`, `invalidRequest` (broken gzip, or a sender
 * who went away), `unavailable` when too much is being read at once.
 */
export async function readEventsText(headers: IncomingHttpHeaders, stream: Readable): Promise<EventsText> {
  const { mediaType, charset } = contentType(headers['content-type']);
  if (charset !== 'utf-8' && charset !== 'utf8' && charset !== '') {
    throw new RidaError('unsupportedEncoding', { encoding: charset });
  }
  const body = unpacked(headers['content-encoding'], stream);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body.chunks) {
      bytes += chunk.length;
      bytesHeld += chunk.length;
      if (bytes > requestLimits.bytes) throw new RidaError('bodyTooLarge', { limit: requestLimits.bytes });
      if (bytesHeld > bytesInReading) throw new RidaError('unavailable');
      chunks.push(chunk);
    }
    return { text: Buffer.concat(chunks, bytes).toString('utf8'), mediaType };
  } catch (error) {
    if (error instanceof RidaError) throw error;
    throw new RidaError('invalidRequest', { field: 'body', rule: 'not_readable' }, { cause: error });
  } finally {
    bytesHeld -= bytes;
    body.release();
  }
}

function contentType(header = ''): { mediaType: string; charset: string } {
  const [mediaType = '', ...parameters] = header
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length) ?? '';
  return { mediaType, charset: charset.replaceAll('"', '') };
}

interface Unpacked {
  chunks: AsyncIterable<Buffer>;
  /** Lets go of the request without closing it: the answer still has to go out on its connection. */
  release(): void;
}

function unpacked(encoding: string | undefined, stream: Readable): Unpacked {
  switch ((encoding ?? '').trim().toLowerCase()) {
    case '':
    case 'identity':
      return { chunks: stream.iterator({ destroyOnReturn: false }), release() {} };
    case 'gzip':
    case 'x-gzip':
      return gunzipped(stream);
    default:
      throw new RidaError('unsupportedEncoding', { encoding: (encoding ?? '').slice(0, 40) });
  }
}

function gunzipped(stream: Readable): Unpacked {
  const gunzip = createGunzip();
  const fail = (error: Error): void => void gunzip.destroy(error);
  stream.once('error', fail);
  stream.pipe(gunzip);
  return {
    chunks: gunzip,
    release() {
      stream.unpipe(gunzip);
      stream.removeListener('error', fail);
      gunzip.destroy();
    },
  };
}
