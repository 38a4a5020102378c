import { TextDecoder } from 'node:util';
import { RidaError } from '../../../core/errors.ts';

/** Bytes of Windows-1256 that are letters of Arabic and Persian. */
const arabicLetters = new Set(
  Array.from({ length: 256 }, (_, byte) => byte).filter((byte) =>
    /\p{Script=Arabic}/u.test(new TextDecoder('windows-1256').decode(Uint8Array.of(byte))),
  ),
);

/** Fewer Arabic letters than this among the signs beyond ASCII, and it is some other code page. */
const arabicShare = 0.6;

/**
 * The encoding of a text file, from all its bytes: a byte order mark, else UTF-8 where every byte fits, else
 * Windows-1256 where most signs beyond ASCII would be Arabic letters. Throws `fileEncodingUnknown` for anything else and
 * `fileFormatUnknown` for what is no text.
 */
export async function detectEncoding(chunks: AsyncIterable<Buffer>): Promise<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let first = true;
  let [beyondAscii, arabic] = [0, 0];
  for await (const chunk of chunks) {
    if (first) {
      const marked = byteOrderMark(chunk);
      if (marked !== null) return marked;
      if (chunk.subarray(0, 8_192).includes(0)) throw new RidaError('fileFormatUnknown');
      first = false;
    }
    isUtf8 &&= fits(utf8, chunk);
    for (const byte of chunk) {
      if (byte < 0x80) continue;
      beyondAscii++;
      if (arabicLetters.has(byte)) arabic++;
    }
  }
  if (isUtf8 && fits(utf8)) return 'utf-8';
  if (arabic >= beyondAscii * arabicShare) return 'windows-1256';
  throw new RidaError('fileEncodingUnknown', { encoding: 'utf-8' });
}

function byteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Without a chunk: whether the end comes after a whole character. */
function fits(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** The text of bytes in an encoding, without a byte order mark. Throws `fileEncodingUnknown` where they do not fit. */
export async function* decoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = decoderFor(encoding);
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RidaError('fileEncodingUnknown', { encoding });
  }
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new RidaError('fileEncodingUnknown', { encoding });
  }
}
