import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

/** Source files by their path in the repository. */
export type Sources = ReadonlyMap<string, string>;

interface Room {
  /** Rooms that its files may import. */
  imports: readonly string[];
  /** Rooms of which its files may import types only. */
  types?: readonly string[];
  /** npm packages and `node:` modules; absent: any. */
  packages?: readonly string[];
}

const anything = ['*'];

/**
 * Who may import whom. A room is a folder or a file; a file belongs to the longest room that holds it.
 * Test files are free, save that nothing imports `cli` or `bench`.
 */
export const rooms: Readonly<Record<string, Room>> = {
  core: { imports: [], packages: ['zod', 'temporal-polyfill', 'libphonenumber-js/min'] },
  contract: { imports: ['core'], packages: ['zod'] },
  locales: { imports: ['core'], packages: ['intl-messageformat'] },
  ui: { imports: ['contract', 'core', 'locales'] },
  web: { imports: ['ui', 'contract', 'core', 'locales'] },
  survey: { imports: ['ui', 'contract', 'core', 'locales'] },
  kiosk: { imports: ['ui', 'contract', 'core', 'locales'] },

  'server/database': { imports: ['core'], types: ['contract'] },
  'server/warehouse': { imports: ['core'] },
  'server/context.ts': { imports: ['core'], types: ['contract', 'server/database', 'server/warehouse'] },
  'server/ingest': { imports: ['core', 'contract', 'server/database', 'server/warehouse', 'server/context.ts'] },
  // Reading files: the command line and the service read them alike.
  'server/ingest/files': { imports: ['core', 'contract'] },
  'server/gateways': { imports: ['core', 'server/context.ts'] },
  'server/exports': { imports: ['core', 'locales', 'server/context.ts'] },
  'server/services': {
    imports: [
      'core',
      'contract',
      'locales',
      'server/context.ts',
      'server/database',
      'server/warehouse',
      'server/ingest',
      'server/ingest/files',
    ],
  },
  'server/http': {
    imports: ['core', 'contract', 'locales', 'server/context.ts', 'server/services'],
    types: ['server/database', 'server/warehouse', 'server/ingest'],
  },
  'server/jobs': {
    imports: ['core', 'server/context.ts', 'server/services'],
    types: ['server/database', 'server/warehouse', 'server/ingest'],
  },
  // A year of made-up support, sent in like anybody's.
  'server/demo': {
    imports: ['core', 'contract', 'server/context.ts', 'server/services', 'server/ingest'],
    types: ['server/http', 'server/database'],
  },
  // The files beside main.ts: each does one thing to start a process.
  server: { imports: ['core', 'contract', 'server/database', 'server/warehouse'] },
  'server/main.ts': { imports: anything },

  cli: {
    imports: [
      'contract',
      'core',
      'locales',
      'server/main.ts',
      'server/settings.ts',
      'server/lock.ts',
      'server/run-file.ts',
      'server/ingest/files',
    ],
  },
  scripts: { imports: ['contract', 'core', 'locales', 'server'] },
  tests: { imports: anything },
  bench: { imports: anything },
};

/** Nobody may import these, wildcard or not (tests may: each other's support). */
const closedRooms = ['tests', 'bench', 'cli'];

/** The nouns of the house: folders under services/, files under routes/. */
export const nouns = [
  'workspaces',
  'people',
  'customers',
  'conversations',
  'sessions',
  'surveys',
  'ratings',
  'kpis',
  'reports',
  'targets',
  'automations',
  'cases',
  'sites',
  'terminals',
  'visits',
  'calls',
  'articles',
  'mentions',
  'connectors',
  'sources',
  'exports',
  'audit',
  // How long words are kept.
  'retention',
  // What comes in and what was refused; who gets in; the running service and its health.
  'events',
  'dead-letters',
  'imports',
  'ingest',
  'access',
  'members',
  'service',
  'diagnosis',
];

/** Files that may stand beside the nouns: what all services share. */
const sharedServiceFiles = ['cursors.ts', 'readiness.ts'];

/** What would make the core depend on anything but its arguments. */
const impure: Readonly<Record<string, RegExp>> = {
  'the clock': /\bDate\.now\b|\bnew Date\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b/,
  randomness: /\bMath\.random\b|\bcrypto\b/,
  'the process': /\bprocess\.|\bglobalThis\b/,
  'the network': /\bfetch\(/,
  timers: /\bsetTimeout\(|\bsetInterval\(|\bqueueMicrotask\(/,
  'the console': /\bconsole\./,
};

/** Every breach of the rules, one line each; empty when the house is in order. */
export function violations(sources: Sources): string[] {
  return [...sources].flatMap(([path, text]) => [
    ...forbiddenImports(path, text),
    ...impurities(path, text),
    ...strangeNouns(path),
  ]);
}

function forbiddenImports(path: string, text: string): string[] {
  return importsOf(text).flatMap(({ specifier, typeOnly }) => {
    const problem = specifier.startsWith('.')
      ? judgeRoom(path, normalize(join(dirname(path), specifier)), typeOnly)
      : judgePackage(path, specifier);
    return problem ? [`${path} imports ${specifier}: ${problem}`] : [];
  });
}

function judgeRoom(path: string, target: string, typeOnly: boolean): string | null {
  const [from, to] = [roomOf(path), roomOf(target)];
  if (from === null || to === null) return `no room holds ${from === null ? path : target}`;
  if (from === to) return null;
  if (isTest(path)) return ['cli', 'bench'].includes(to) ? `nobody imports ${to}` : null;
  if (closedRooms.includes(to)) return from === 'tests' || from === 'bench' ? null : `nobody imports ${to}`;
  const { imports, types = [] } = rooms[from] ?? { imports: [] };
  if (allows(imports, target) || (typeOnly && allows(types, target))) return null;
  return allows(types, target) ? `${from} may import only types from ${to}` : `${from} may not import ${to}`;
}

function allows(list: readonly string[], target: string): boolean {
  return list === anything || list.some((room) => target === room || target.startsWith(`${room}/`));
}

function judgePackage(path: string, specifier: string): string | null {
  const room = roomOf(path);
  const packages = room === null ? [] : rooms[room]?.packages;
  if (packages === undefined || isTest(path)) return null;
  const name = packages.find((known) => specifier === known || specifier.startsWith(`${known}/`));
  return name ? null : `${room} may use only ${packages.join(', ')}`;
}

function impurities(path: string, text: string): string[] {
  if (!path.startsWith('core/') || isTest(path)) return [];
  const code = withoutComments(text);
  return Object.entries(impure)
    .filter(([, pattern]) => pattern.test(code))
    .map(([what]) => `${path} uses ${what}: the core depends on its arguments alone`);
}

function strangeNouns(path: string): string[] {
  const [, place, name] = /^(server\/services|server\/http\/routes|contract\/routes)\/([^/]+)/.exec(path) ?? [];
  if (place === undefined || name === undefined) return [];
  const noun = name.replace(/(\.test)?\.ts$/, '');
  const isFile = path === `${place}/${name}`;
  if (place === 'server/services' && isFile && !sharedServiceFiles.includes(name)) {
    return [`${path}: a service lives in the folder of its noun`];
  }
  if (nouns.includes(noun) || sharedServiceFiles.includes(name)) return [];
  return [`${path}: ${noun} is not one of the house's nouns`];
}

/** Longest room that holds the path; null: none does. */
function roomOf(path: string): string | null {
  const holding = Object.keys(rooms).filter((room) => path === room || path.startsWith(`${room}/`));
  return holding.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing\//.test(path);
}

const statement = /^[ \t]*(?:import|export)\b([^'"`;=()]*?)\bfrom\s*'([^']+)'|^[ \t]*import\s*'([^']+)'/gm;
const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(text: string): { specifier: string; typeOnly: boolean }[] {
  const code = withoutComments(text);
  const stated = [...code.matchAll(statement)].map(([, names = '', from, bare]) => ({
    specifier: from ?? bare ?? '',
    typeOnly: from !== undefined && isTypeOnly(names),
  }));
  const loaded = [...code.matchAll(dynamic)].map(([, specifier = '']) => ({ specifier, typeOnly: false }));
  return [...stated, ...loaded];
}

function isTypeOnly(names: string): boolean {
  if (/^\s*type\b/.test(names)) return true;
  const inside = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  const parts =
    inside
      ?.split(',')
      .map((part) => part.trim())
      .filter(Boolean) ?? [];
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/[^\n]*/g, '$1');
}

const skipped = /(^|\/)(node_modules|data|dist|\.cache|\.git)(\/|$)/;

/** All source files of the rooms under `root`. */
export function readSources(root: string): Sources {
  const sources = new Map<string, string>();
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const path = relative(root, join(entry.parentPath, entry.name));
    if (!entry.isFile() || skipped.test(path) || !/\.(ts|tsx|mjs|cjs)$/.test(path) || !path.includes('/')) continue;
    sources.set(path, readFileSync(join(root, path), 'utf8'));
  }
  return sources;
}
