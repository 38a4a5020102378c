import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new directory that PostgreSQL's user can pass through, as a data directory must be. */
export function makeTestDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'rida-test-'));
  chmodSync(path, 0o711);
  return path;
}

export function removeTestDirectory(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
