import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readSources, rooms, violations } from './support/architecture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the house', () => {
  test('every import, every noun and the core keep to the rules', () => {
    const sources = readSources(root);
    expect(sources.size).toBeGreaterThan(50);
    expect(violations(sources)).toEqual([]);
  });

  test('every folder with code is a room', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^(node_modules|data|docs|deploy)$/.test(entry.name))
      .map((entry) => entry.name);
    expect(folders.filter((folder) => rooms[folder] === undefined)).toEqual([]);
  });
});

describe('the rules catch', () => {
  const breaches: [string, string, string, RegExp][] = [
    ['the core using Node', 'core/kpis/x.ts', `import { join } from 'node:path';`, /may use only zod/],
    ['the core using a package of its own choice', 'core/x.ts', `import pg from 'pg';`, /may use only zod/],
    ['the core reaching out', 'core/x.ts', `import { m } from '../server/migrate.ts';`, /core may not import server/],
    ['the core reading the clock', 'core/x.ts', 'export const t = Date.now();', /uses the clock/],
    ['the core making a date of now', 'core/x.ts', 'const d = new Date( );', /uses the clock/],
    ['the core throwing dice', 'core/x.ts', 'const r = Math.random();', /uses randomness/],
    ['the core asking the process', 'core/x.ts', 'const e = process.env.X;', /uses the process/],
    ['the core asking the network', 'core/x.ts', `await fetch('http://x');`, /uses the network/],
    ['an edge going past the services', 'server/http/x.ts', `import { o } from '../database/open.ts';`, /only types/],
    [
      'a service calling an edge',
      'server/services/kpis/x.ts',
      `import { a } from '../../http/app.ts';`,
      /may not import/,
    ],
    [
      'an engine knowing a service',
      'server/warehouse/x.ts',
      `export { a } from '../services/kpis/a.ts';`,
      /may not import/,
    ],
    ['another file wiring the machine', 'server/engines.ts', `import { a } from './http/app.ts';`, /may not import/],
    [
      'a face knowing the server',
      'web/screens/x.tsx',
      `import { a } from '../../server/context.ts';`,
      /may not import/,
    ],
    [
      'the command line going past main',
      'cli/x.ts',
      `import { o } from '../server/warehouse/open.ts';`,
      /may not import/,
    ],
    [
      'somebody importing the command line',
      'server/main.ts',
      `import { t } from '../cli/text.ts';`,
      /nobody imports cli/,
    ],
    [
      'somebody importing tests',
      'server/lock.ts',
      `import { t } from '../tests/support/log.ts';`,
      /nobody imports tests/,
    ],
    [
      'an import over several lines',
      'core/x.ts',
      `import {\n  a,\n  b,\n} from '../contract/route.ts';`,
      /core may not/,
    ],
    ['an import while it runs', 'core/x.ts', `const a = await import('../contract/route.ts');`, /core may not/],
    ['a new noun among the services', 'server/services/helpers/x.ts', '', /helpers is not one of the house's nouns/],
    ['a service without a noun', 'server/services/utils.ts', '', /lives in the folder of its noun/],
    ['a new noun among the routes', 'contract/routes/misc.ts', '', /misc is not one of/],
  ];

  test.each(breaches)('%s', (_what, path, text, expected) => {
    expect(violations(new Map([[path, text]]))).toEqual([expect.stringMatching(expected)]);
  });
});

describe('the rules allow', () => {
  const allowed: [string, string, string][] = [
    ['types where the table says types', 'server/http/x.ts', `import type { D } from '../database/open.ts';`],
    ['types among braces', 'server/http/x.ts', `import { type D, type E } from '../database/open.ts';`],
    ['a test using test support', 'server/lock.test.ts', `import { t } from '../tests/support/log.ts';`],
    ['a date of an argument', 'core/x.ts', 'const d = new Date(at);'],
    ['the clock named in a comment', 'core/x.ts', '/** Never Date.now(). */\n// nor Math.random()\n'],
  ];

  test.each(allowed)('%s', (_what, path, text) => {
    expect(violations(new Map([[path, text]]))).toEqual([]);
  });
});
