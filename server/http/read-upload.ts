import { createWriteStream } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import { RidaError } from '../../core/errors.ts';
import { storableText } from '../../core/language/storable.ts';
import type { Uploads } from '../ingest/uploads.ts';

/** What a form of `multipart/form-data` brought: its texts, and the file on disk. */
export interface Upload {
  fields: ReadonlyMap<string, string>;
  /** What the sender calls the file. */
  fileName: string;
  /** Name by which `Uploads` knows it. */
  name: string;
  bytes: number;
}

export interface UploadLimits {
  fileBytes: number;
}

const limitsOfForm = { fields: 10, fieldNameSize: 100, fieldSize: 1024 * 1024, files: 1, parts: 11, headerPairs: 20 };

/**
 * Reads a form as it comes: texts first, then one file, straight to disk. Nothing of it is left behind when it throws:
 * `unsupportedMediaType`, `fileTooLarge`, `bodyTooLarge`, `invalidRequest` (no file, or a sender who went away).
 */
export async function readUpload(
  headers: IncomingHttpHeaders,
  stream: Readable,
  uploads: Uploads,
  { fileBytes }: UploadLimits,
): Promise<Upload> {
  const type = headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) throw new RidaError('unsupportedMediaType');
  const name = uploads.newName();
  try {
    return await receive(type, stream, { name, path: uploads.pathOf(name), fileBytes });
  } catch (error) {
    await uploads.remove(name);
    if (error instanceof RidaError) throw error;
    throw new RidaError('invalidRequest', { field: 'body', rule: 'not_readable' }, { cause: error });
  }
}

async function receive(
  type: string,
  stream: Readable,
  { name, path, fileBytes }: { name: string; path: string; fileBytes: number },
): Promise<Upload> {
  const fields = new Map<string, string>();
  const { promise: failed, reject } = Promise.withResolvers<never>();
  let writing: Promise<void> | null = null;
  let fileName = '';
  let bytes = 0;
  const form = new Busboy({
    headers: { 'content-type': type },
    // One byte more than is allowed, so that a file of just the limit is not taken for a longer one.
    limits: { ...limitsOfForm, fileSize: fileBytes + 1 },
  });
  form.on('field', (field, value, _nameCut, isCut) => {
    if (isCut) reject(new RidaError('bodyTooLarge', { limit: limitsOfForm.fieldSize }));
    fields.set(field, value);
  });
  form.on('file', (_field, file, givenName) => {
    fileName = storableText(givenName ?? '').slice(0, 200);
    file.on('data', (chunk: Buffer) => (bytes += chunk.length));
    file.on('limit', () => reject(new RidaError('fileTooLarge', { limit: fileBytes })));
    writing = pipeline(file, createWriteStream(path, { mode: 0o600 }));
    writing.catch(reject);
  });
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) {
    form.on(limit, () => reject(new RidaError('invalidRequest', { field: 'body', rule: 'too_many_parts' })));
  }
  await Promise.race([failed, pipeline(stream, form)]);
  if (writing === null) throw new RidaError('invalidRequest', { field: 'body.file', rule: 'missing' });
  await Promise.race([failed, writing]);
  return { fields, fileName, name, bytes };
}
