import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generators } from './generated-files.ts';

/** `node scripts/generate.ts` writes the generated files; `--check` only says which would change. */
const root = fileURLToPath(new URL('..', import.meta.url));
const checkOnly = process.argv.includes('--check');
const stale: string[] = [];

for (const { folder, generate } of generators) {
  const files = await generate();
  for (const [path, content] of files) {
    if (read(path) === content) continue;
    stale.push(path);
    if (!checkOnly) write(path, content);
  }
  for (const path of filesIn(folder)) {
    if (files.has(path)) continue;
    stale.push(path);
    if (!checkOnly) rmSync(join(root, path));
  }
}

for (const path of stale) console.log(`${checkOnly ? 'differs from its source' : 'written'}: ${path}`);
process.exitCode = checkOnly && stale.length > 0 ? 1 : 0;

function read(path: string): string | null {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

function filesIn(folder: string | undefined): string[] {
  if (folder === undefined || !existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
