import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process under test: its lines as they come, and its end. */
export interface RunningProcess {
  child: ChildProcess;
  /** All lines so far, of both outputs. */
  lines: string[];
  /** Resolves with the first line that matches, also one already said; rejects when the process ends without. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts `node <args>` in the repository with its own settings and none of ours. */
export function startNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, LANG: 'en', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const listener of listeners) listener(line);
    });
  }
  // 'close' comes after the last line was read.
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? ''));
  });

  function line(pattern: RegExp): Promise<string> {
    const said = lines.find((text) => pattern.test(text));
    if (said !== undefined) return Promise.resolve(said);
    return new Promise((resolve, reject) => {
      listeners.add((text) => {
        if (pattern.test(text)) resolve(text);
      });
      void ended.then((end) => reject(new Error(`ended with ${end} before ${pattern}:\n${lines.join('\n')}`)));
    });
  }

  return { child, lines, line, ended };
}

/** `rida serve --empty` on a data directory, on a port of the system's choice. */
export function startRida(dataDir: string, env: Readonly<Record<string, string>> = {}): RunningProcess {
  return startNode(['cli/rida.cjs', 'serve', '--empty'], { RIDA_DATA: dataDir, RIDA_PORT: '0', ...env });
}

/** Resolves when the service listens, with its address. */
export async function listening(rida: RunningProcess): Promise<string> {
  const line = await rida.line(/Rida is running on /);
  await rida.line(/Ctrl-C stops it/);
  return line.slice(line.indexOf('http'));
}
