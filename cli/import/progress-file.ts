import { createHash, hash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { tallySchema } from './tally.ts';

const progressSchema = z.object({
  /** The import on the service that its events are sent under. */
  importId: z.int().positive(),
  /** Records of the file that are on durable storage or refused. */
  records: z.int().nonnegative(),
  tally: tallySchema,
});
export type Progress = z.output<typeof progressSchema>;

/** How far an interrupted import came; a file that was imported to its end leaves nothing behind. */
export interface ProgressFile {
  read(): Progress | null;
  write(progress: Progress): void;
  remove(): void;
}

/**
 * The progress of one file (by all its bytes), read in one way, into one workspace of one service: if any
 * of these differs, the import is another one and begins at the beginning.
 */
export async function openProgressFile(
  file: string,
  dataDir: string,
  importedAs: readonly string[],
): Promise<ProgressFile> {
  const directory = join(dataDir, 'imports');
  const path = join(directory, `${hash('sha256', [await contentHash(file), ...importedAs].join('\0'))}.json`);
  return {
    read: () => readProgress(path),
    write(progress) {
      mkdirSync(directory, { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(progress), { mode: 0o600 });
      renameSync(`${path}.new`, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

async function contentHash(file: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), digest);
  return digest.digest('hex');
}

/** Sending again is harmless, so a file that cannot be read counts as none. */
function readProgress(path: string): Progress | null {
  try {
    return progressSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
