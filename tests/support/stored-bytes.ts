import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';

/** Every file below a directory. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * Files of a data directory that hold any of these words, as `word in file`: in their bytes as they lie there, in their names, and
 * in every block that ClickHouse compressed, also in parts that no table knows of any more.
 */
export function filesHolding(directory: string, words: readonly string[]): string[] {
  const wanted = words.map((word) => ({ word, bytes: Buffer.from(word) }));
  return filesBelow(directory).flatMap((file) => {
    const raw = readFileSync(file);
    const texts = [Buffer.from(file), raw, ...(file.endsWith('.bin') ? blocksOf(raw) : [])];
    return wanted
      .filter(({ bytes }) => texts.some((text) => text.includes(bytes)))
      .map(({ word }) => `${word} in ${relative(directory, file)}`);
  });
}

const headerLength = 9;
const checksumLength = 16;

/** ClickHouse's compressed blocks: checksum, method, size with its header, size of the content; then the content. */
function blocksOf(file: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let at = 0; at + checksumLength + headerLength <= file.length;) {
    const header = at + checksumLength;
    const method = file[header];
    const size = file.readUInt32LE(header + 1);
    const length = file.readUInt32LE(header + 5);
    const content = file.subarray(header + headerLength, header + size);
    if (size < headerLength || header + size > file.length) throw new Error('not a file of compressed blocks');
    blocks.push(decompressed(method, content, length));
    at = header + size;
  }
  return blocks;
}

function decompressed(method: number | undefined, content: Buffer, length: number): Buffer {
  switch (method) {
    case 0x02:
      return content;
    case 0x82:
      return readLz4(content, length);
    case 0x90:
      return zstdDecompressSync(content);
    default:
      throw new Error(`a compression we do not read: ${method}`);
  }
}

/** LZ4's block format: runs of literals, each followed by a copy from what was written before. */
function readLz4(source: Buffer, length: number): Buffer {
  const target = Buffer.alloc(length);
  let [from, to] = [0, 0];
  const more = (start: number): number => {
    if (start < 15) return start;
    let sum = start;
    for (let byte = 255; byte === 255;) {
      byte = source[from++] ?? 0;
      sum += byte;
    }
    return sum;
  };
  while (from < source.length) {
    const token = source[from++] ?? 0;
    const literals = more(token >> 4);
    source.copy(target, to, from, from + literals);
    from += literals;
    to += literals;
    if (from >= source.length) break;
    const offset = source.readUInt16LE(from);
    from += 2;
    const copied = more(token & 15) + 4;
    for (let i = 0; i < copied; i++, to++) target[to] = target[to - offset] ?? 0;
  }
  return target;
}
