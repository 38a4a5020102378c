import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A real Chromium. The arguments its package proposes switch off the very checks that journeys are about. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({ executablePath: await unpackedChromium(), args: ['--no-sandbox'] });
}

/** Unpacked once a version; under another name first, so that two runs at once meet no half of it. */
async function unpackedChromium(): Promise<string> {
  const manifest = readFileSync(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const home = join(root, '.cache', `chromium-${JSON.parse(manifest).version}`);
  const executable = join(home, 'chromium');
  if (existsSync(executable)) return executable;
  mkdirSync(join(root, '.cache'), { recursive: true });
  const unfinished = mkdtempSync(join(root, '.cache', 'unpacking-'));
  await unpackInto(unfinished);
  try {
    renameSync(unfinished, home);
  } catch (error) {
    if (!existsSync(executable)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return executable;
}

async function unpackInto(directory: string): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = directory;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
