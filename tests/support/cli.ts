import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const rida = fileURLToPath(new URL('../../cli/rida.cjs', import.meta.url));

export interface CliOptions {
  /** RIDA_DATA. */
  dataDir: string;
  env?: Readonly<Record<string, string>>;
  /** The standard input. */
  input?: string;
}

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts `rida …` as a person would, in English, on a data directory of its own. */
export function startCli(args: readonly string[], { dataDir, env = {} }: CliOptions): ChildProcess {
  return spawn(process.execPath, [rida, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LANG: 'en',
      RIDA_DATA: dataDir,
      RIDA_PORT: '0',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs `rida …` to its end. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const child = startCli(args, options);
  const ended = once(child, 'close');
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  child.stdin?.end(options.input ?? '');
  const [code] = await ended;
  return { code: typeof code === 'number' ? code : null, stdout: stdout(), stderr: stderr() };
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
