import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTestDirectory, removeTestDirectory } from '../tests/support/directories.ts';
import { type SettingsError, describeSettings, readSettings } from './settings.ts';

let cwd: string;
beforeEach(() => {
  cwd = makeTestDirectory();
});
afterEach(() => removeTestDirectory(cwd));

function problemsOf(env: Record<string, string>): string[] {
  try {
    readSettings(env, cwd);
  } catch (error) {
    return (error as SettingsError).problems;
  }
  return [];
}

test('nothing needs to be set', () => {
  const settings = readSettings({}, cwd);
  expect(settings).toMatchObject({ dataDir: join(cwd, 'data'), port: 4300, role: 'all' });
  expect(settings.databaseUrl).toBeUndefined();
});

test('a variable wins over the file, and an empty one counts as absent', () => {
  writeFileSync(join(cwd, 'rida.config.json'), '{ "port": 5000, "host": "0.0.0.0" }');
  expect(readSettings({ RIDA_PORT: '6000', RIDA_HOST: '' }, cwd)).toMatchObject({ port: 6000, host: '0.0.0.0' });
});

test('every value that cannot be used is named by its variable', () => {
  const problems = problemsOf({ RIDA_PORT: 'many', RIDA_ROLE: 'boss', DATABASE_URL: 'mysql://x', CLICKHOUSE_URL: 'x' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'RIDA_PORT',
    'RIDA_ROLE',
    'DATABASE_URL',
    'CLICKHOUSE_URL',
  ]);
});

test('an unknown name in the file is refused, not ignored', () => {
  writeFileSync(join(cwd, 'rida.config.json'), '{ "prot": 5000 }');
  expect(problemsOf({})).toEqual(['rida.config.json: no such setting: prot']);
});

test('a file that is no JSON object, or is named and missing, stops the start', () => {
  writeFileSync(join(cwd, 'rida.config.json'), '[1');
  expect(problemsOf({})).toEqual([expect.stringContaining('is not a JSON object')]);
  expect(problemsOf({ RIDA_CONFIG: 'other.json' })).toEqual([expect.stringContaining('other.json')]);
});

test.each(['api', 'worker'])('the role %s needs both servers', (role) => {
  const urls = { DATABASE_URL: 'postgres://rida@/rida?host=/run', CLICKHOUSE_URL: 'http://click:8123' };
  expect(problemsOf({ RIDA_ROLE: role })).toHaveLength(1);
  expect(problemsOf({ RIDA_ROLE: role, DATABASE_URL: urls.DATABASE_URL })).toHaveLength(1);
  expect(problemsOf({ RIDA_ROLE: role, ...urls })).toEqual([]);
});

test('the page of all settings is up to date', () => {
  expect(readFileSync('docs/settings.md', 'utf8')).toBe(describeSettings());
});
