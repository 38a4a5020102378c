import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { RidaError } from '../../../core/errors.ts';
import type { TableLimits } from './table-limits.ts';

/** One part of a ZIP archive, as its central directory tells. */
export interface ZipPart {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  packedBytes: number;
  bytes: number;
  /** Where its local header begins. */
  offset: number;
}

export interface Zip {
  parts: ReadonlyMap<string, ZipPart>;
  size: number;
  /** The unpacked bytes of a part; `onRead` hears how many packed ones were read so far. */
  read(part: ZipPart, onRead?: (packedBytes: number) => void): AsyncGenerator<Buffer>;
}

type Bounds = Pick<TableLimits, 'parts' | 'partBytes' | 'partRatio' | 'ratioFromBytes'>;

/**
 * Opens a ZIP archive by its central directory, reading no more than is asked for. What a part says of its size is
 * checked before, and what it really unpacks to while it is read: an archive that expands without end is left at the
 * bound. Throws `fileDamaged`, `fileTooLarge`, `fileExpandsTooMuch`, `fileFormatUnknown` (encrypted, or another packing).
 */
export async function openZip(path: string, bounds: Bounds): Promise<Zip> {
  const { parts, size } = await withFile(path, (file) => readDirectory(file, bounds));
  return { parts, size, read: (part, onRead = () => {}) => readPart(path, part, bounds, onRead) };
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

const endSignature = 0x06054b50;
const end64LocatorSignature = 0x07064b50;
const end64Signature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
/** The end record and the longest comment that may follow it. */
const longestEnd = 22 + 0xffff;
/** Names and extra fields of as many parts as are allowed fit many times over. */
const longestDirectory = 16 * 1024 * 1024;

async function readDirectory(file: FileHandle, bounds: Bounds): Promise<{ parts: Map<string, ZipPart>; size: number }> {
  const { size } = await file.stat();
  const { count, offset, length } = await findDirectory(file, size);
  if (count > bounds.parts) throw new RidaError('fileTooLarge', { limit: bounds.parts });
  if (length > longestDirectory || offset + length > size) throw damaged();
  const directory = await readAt(file, offset, length);
  const parts = new Map<string, ZipPart>();
  let place = 0;
  for (let i = 0; i < count; i++) {
    const { part, next } = entryAt(directory, place);
    checkSizes(part, bounds);
    parts.set(part.name, part);
    place = next;
  }
  return { parts, size };
}

async function findDirectory(
  file: FileHandle,
  size: number,
): Promise<{ count: number; offset: number; length: number }> {
  const tail = await readAt(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd));
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const found = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    const isLarge = at >= 20 && tail.readUInt32LE(at - 20) === end64LocatorSignature;
    return isLarge ? largeDirectory(file, Number(tail.readBigUInt64LE(at - 12))) : found;
  }
  throw damaged();
}

async function largeDirectory(
  file: FileHandle,
  offset: number,
): Promise<{ count: number; offset: number; length: number }> {
  const record = await readAt(file, offset, 56);
  if (record.readUInt32LE(0) !== end64Signature) throw damaged();
  const number = (at: number): number => Number(record.readBigUInt64LE(at));
  return { count: number(32), length: number(40), offset: number(48) };
}

function entryAt(directory: Buffer, at: number): { part: ZipPart; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== entrySignature) throw damaged();
  const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
  if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new RidaError('fileFormatUnknown');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
  const nameEnd = at + 46 + (nameLength ?? 0);
  const extraEnd = nameEnd + (extraLength ?? 0);
  const next = extraEnd + (commentLength ?? 0);
  if (next > directory.length) throw damaged();
  const part = {
    name: directory.toString('utf8', at + 46, nameEnd),
    method,
    packedBytes: directory.readUInt32LE(at + 20),
    bytes: directory.readUInt32LE(at + 24),
    offset: directory.readUInt32LE(at + 42),
  };
  return { part: withLargeSizes(part, directory.subarray(nameEnd, extraEnd)), next };
}

/** ZIP64: what does not fit into 32 bits stands in an extra field, in this order. */
function withLargeSizes(part: ZipPart, extra: Buffer): ZipPart {
  const large = { ...part };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    for (const field of ['bytes', 'packedBytes', 'offset'] as const) {
      if (part[field] !== 0xffffffff) continue;
      if (place + 8 > extra.length) throw damaged();
      large[field] = Number(extra.readBigUInt64LE(place));
      place += 8;
    }
  }
  return large;
}

function checkSizes({ bytes, packedBytes }: ZipPart, bounds: Bounds): void {
  if (bytes > bounds.partBytes) throw new RidaError('fileTooLarge', { limit: bounds.partBytes });
  if (bytes > bounds.ratioFromBytes && bytes > packedBytes * bounds.partRatio) throw expands(bounds);
}

async function* readPart(
  path: string,
  part: ZipPart,
  bounds: Bounds,
  onRead: (packedBytes: number) => void,
): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const header = await readAt(file, part.offset, 30);
    if (header.readUInt32LE(0) !== localSignature) throw damaged();
    const start = part.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = packedBytes(file, start, part.packedBytes, onRead);
    yield* checked(part.method === 0 ? packed : inflated(packed), part, bounds);
  } finally {
    await file.close();
  }
}

async function* packedBytes(
  file: FileHandle,
  start: number,
  length: number,
  onRead: (packedBytes: number) => void,
): AsyncGenerator<Buffer> {
  for (let read = 0; read < length;) {
    const piece = await readAt(file, start + read, Math.min(64 * 1024, length - read));
    read += piece.length;
    onRead(read);
    yield piece;
  }
}

async function* inflated(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  const source = Readable.from(packed);
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    yield* inflate;
  } catch (error) {
    throw error instanceof RidaError ? error : new RidaError('fileDamaged', {}, { cause: error });
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** Holds the stream to what the directory said of it. */
async function* checked(chunks: AsyncIterable<Buffer>, part: ZipPart, bounds: Bounds): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > part.bytes) throw bytes > bounds.ratioFromBytes ? expands(bounds) : damaged();
    yield chunk;
  }
  if (bytes < part.bytes) throw damaged();
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) throw damaged();
    read += bytesRead;
  }
  return buffer;
}

function damaged(): RidaError {
  return new RidaError('fileDamaged');
}

function expands({ partRatio }: Bounds): RidaError {
  return new RidaError('fileExpandsTooMuch', { limit: partRatio });
}
