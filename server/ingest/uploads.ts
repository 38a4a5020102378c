import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Uploaded files, in a folder of the data directory until they are read. */
export interface Uploads {
  /** A name for a new file. */
  newName(): string;
  pathOf(name: string): string;
  has(name: string): boolean;
  /** Removes a file; one that is not there is no error. */
  remove(name: string): Promise<void>;
  /** Removes files that nobody wants any more and that nobody can be writing. */
  removeStrays(wanted: ReadonlySet<string>, now: number): Promise<void>;
}

/** Nobody sends a file for longer. */
const longestUploadMs = 3_600_000;

export function openUploads(dataDir: string): Uploads {
  const directory = join(dataDir, 'uploads');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const pathOf = (name: string): string => join(directory, name);
  return {
    newName: () => randomUUID(),
    pathOf,
    has: (name) => existsSync(pathOf(name)),
    remove: (name) => rm(pathOf(name), { force: true }),
    async removeStrays(wanted, now) {
      for (const name of await readdir(directory)) {
        if (wanted.has(name)) continue;
        const { mtimeMs } = await stat(pathOf(name));
        if (now - mtimeMs > longestUploadMs) await rm(pathOf(name), { force: true });
      }
    },
  };
}
