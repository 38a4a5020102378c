import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { rateLimits } from '../contract/rate-limits.ts';

const url = z.url({ protocol: /^https?$/ });
// Not z.url: `postgres://rida@/rida?host=/run/postgresql` has no host and is right.
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'Invalid PostgreSQL URL');
const list = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  z.array(z.string()),
);
const whole = z.coerce.number().int().positive();
const perMinute = z.coerce.number().int().min(0).max(10_000_000);
const origin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text, {
    error: ({ input }) => `${String(input)} is no origin like https://app.example.com`,
  });

/** Every setting: its name in `rida.config.json`, its environment variable, what it means. */
export const settingSpecs = {
  dataDir: {
    variable: 'RIDA_DATA',
    schema: z.string().default('./data'),
    meaning: 'Directory of all data: both embedded engines, `run.json`. One service a directory.',
  },
  host: {
    variable: 'RIDA_HOST',
    schema: z.string().default('localhost'),
    meaning: 'Address to listen on; `0.0.0.0` for every network of the machine.',
  },
  port: {
    variable: 'RIDA_PORT',
    schema: z.coerce.number().int().min(0).max(65_535).default(4300),
    meaning: 'Port to listen on; 0 takes a free one.',
  },
  publicUrl: {
    variable: 'RIDA_PUBLIC_URL',
    schema: url.optional(),
    meaning: 'Where people reach the service; links and cookies follow it. Default: `http://localhost:<port>`.',
  },
  role: {
    variable: 'RIDA_ROLE',
    schema: z.enum(['all', 'api', 'worker']).default('all'),
    meaning: '`all` in one process, or `api` beside `worker`, which need `DATABASE_URL` and `CLICKHOUSE_URL`.',
  },
  databaseUrl: {
    variable: 'DATABASE_URL',
    schema: databaseUrl.optional(),
    meaning: 'A PostgreSQL server (15 or newer). Default: a private one in the data directory.',
  },
  clickhouseUrl: {
    variable: 'CLICKHOUSE_URL',
    schema: url.optional(),
    meaning: 'A ClickHouse server, `http://user:password@host:8123/database`. Default: in this process.',
  },
  logLevel: {
    variable: 'RIDA_LOG',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
    meaning: 'The least important line that is logged, as JSON on standard error.',
  },
  metricsToken: {
    variable: 'RIDA_METRICS_TOKEN',
    schema: z.string().min(16).optional(),
    meaning: 'Bearer token with which a monitor reads `/metrics`. Default: only the local token does.',
  },
  trustedProxies: {
    variable: 'RIDA_TRUSTED_PROXIES',
    schema: list.default([]),
    meaning: 'Addresses or networks, separated by commas, whose `X-Forwarded-For` is believed.',
  },
  corsOrigins: {
    variable: 'RIDA_CORS_ORIGINS',
    schema: list.pipe(z.array(origin)).default([]),
    meaning:
      'Origins, separated by commas, whose pages may ask the API with an API key, e.g. `https://app.example.com`. Default: none.',
  },
  eventsPerMinute: {
    variable: 'RIDA_EVENTS_PER_MINUTE',
    schema: perMinute.default(rateLimits.events),
    meaning: 'Deliveries of events that one key may send a minute, whatever they hold; 0: no limit.',
  },
  reportsPerMinute: {
    variable: 'RIDA_REPORTS_PER_MINUTE',
    schema: perMinute.default(rateLimits.reports),
    meaning: 'Questions about figures that one key or browser may ask a minute; 0: no limit.',
  },
  readsPerMinute: {
    variable: 'RIDA_READS_PER_MINUTE',
    schema: perMinute.default(rateLimits.reads),
    meaning: 'Other reading requests a minute of one key or browser; 0: no limit.',
  },
  writesPerMinute: {
    variable: 'RIDA_WRITES_PER_MINUTE',
    schema: perMinute.default(rateLimits.writes),
    meaning: 'Other writing requests a minute of one key or browser; 0: no limit.',
  },
  publicPerMinute: {
    variable: 'RIDA_PUBLIC_PER_MINUTE',
    schema: perMinute.default(rateLimits.public),
    meaning: 'Requests a minute of one address to what needs no key, and with keys that are none; 0: no limit.',
  },
  warehouseWaitSeconds: {
    variable: 'RIDA_WAREHOUSE_WAIT_SECONDS',
    schema: whole.default(30),
    meaning: 'How long a statement waits for a free ClickHouse connection before `unavailable`.',
  },
  reportSeconds: {
    variable: 'RIDA_REPORT_SECONDS',
    schema: whole.default(60),
    meaning: 'How long one report statement may run.',
  },
  statementMemoryMb: {
    variable: 'RIDA_STATEMENT_MEMORY_MB',
    schema: whole.default(2_000),
    meaning: 'Memory that one ClickHouse statement may use.',
  },
} as const;

type Specs = typeof settingSpecs;
export type SettingName = keyof Specs;

const shape = Object.fromEntries(Object.entries(settingSpecs).map(([name, { schema }]) => [name, schema])) as {
  [N in SettingName]: Specs[N]['schema'];
};
const settingsSchema = z.strictObject(shape);
export type Settings = z.infer<typeof settingsSchema>;

/** A file or a variable that cannot be used; `problems` are lines for the person who starts the service. */
export class SettingsError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Settings from `rida.config.json` in `cwd` (or the file that RIDA_CONFIG names) and, above it, the
 * environment; an empty variable counts as absent. `dataDir` comes back absolute. Throws SettingsError.
 */
export function readSettings(env: Environment = process.env, cwd = process.cwd()): Settings {
  const given: Record<string, unknown> = readConfigFile(env, cwd);
  for (const [name, { variable }] of Object.entries(settingSpecs)) {
    if (env[variable]) given[name] = env[variable];
  }
  const settings = parse(given);
  if (settings.role !== 'all' && (!settings.databaseUrl || !settings.clickhouseUrl)) {
    throw new SettingsError([`RIDA_ROLE=${settings.role} needs DATABASE_URL and CLICKHOUSE_URL.`]);
  }
  const { dataDir } = settings;
  return { ...settings, dataDir: isAbsolute(dataDir) ? dataDir : resolve(cwd, dataDir) };
}

function readConfigFile(env: Environment, cwd: string): Record<string, unknown> {
  const path = resolve(cwd, env.RIDA_CONFIG || 'rida.config.json');
  if (!existsSync(path)) {
    if (env.RIDA_CONFIG) throw new SettingsError([`RIDA_CONFIG names a file that is not there: ${path}`]);
    return {};
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new SettingsError([`${path} is not a JSON object.`]);
  }
}

function parse(given: Record<string, unknown>): Settings {
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  throw new SettingsError(result.error.issues.map(explain));
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `rida.config.json: no such setting: ${issue.keys.join(', ')}`;
  const name = issue.path[0] as SettingName;
  return `${settingSpecs[name].variable} (${name}): ${issue.message}`;
}

/** docs/settings.md, from the table above. */
export function describeSettings(): string {
  const rows = Object.entries(settingSpecs).map(([name, { variable, schema, meaning }]) => {
    const standard = schema.safeParse(undefined).data;
    const shown = standard === undefined || String(standard) === '' ? '' : `\`${String(standard)}\``;
    return `| \`${variable}\` | \`${name}\` | ${shown} | ${meaning} |`;
  });
  return `# Settings

Set as environment variables, or under their second name in \`rida.config.json\` where the service starts
(\`RIDA_CONFIG\` names another file). A variable wins over the file; an empty one counts as absent. A value
that cannot be used stops the start and says so.

| variable | in rida.config.json | default | meaning |
|---|---|---|---|
${rows.join('\n')}
`;
}
