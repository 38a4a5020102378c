import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** A file (or the standard input) as chunks of bytes, with how far it has been read. */
export interface ByteSource {
  chunks: AsyncIterable<Buffer>;
  /** Bytes on disk; null where nobody knows (standard input). */
  size: number | null;
  /** Bytes on disk read so far: of a gzip file the compressed ones. */
  bytesRead(): number;
}

/**
 * Opens FILE, or the standard input for `-`. Gzip is recognised by its first two bytes, whatever the
 * name. Errors of the file system (missing, a directory, no permission) are thrown as they are.
 */
export async function openBytes(file: string): Promise<ByteSource> {
  const size = file === '-' ? null : (await stat(file)).size;
  const input = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of input) {
      read += chunk.length;
      yield chunk;
    }
  }
  return { chunks: unzipped(counted()), size, bytesRead: () => read };
}

async function* unzipped(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const first = await firstBytes(chunks, 2);
  async function* whole(): AsyncGenerator<Buffer> {
    if (first.length > 0) yield first;
    yield* chunks;
  }
  if (first[0] !== 0x1f || first[1] !== 0x8b) return yield* whole();
  const gunzip = createGunzip();
  // pipeline hands a read error on to gunzip, where the loop of whoever reads throws it
  pipeline(Readable.from(whole()), gunzip, () => undefined);
  yield* gunzip;
}

async function firstBytes(chunks: AsyncGenerator<Buffer>, count: number): Promise<Buffer> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < count) {
    const next = await chunks.next();
    if (next.done) break;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}
