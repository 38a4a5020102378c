import { RidaError, reasonOf } from '../core/errors.ts';
import { SettingsError } from '../server/settings.ts';
import { say } from './text.ts';
import { UsageError } from './usage-error.ts';

/** A command takes its arguments and gives the exit code: 0 done, 1 failed, 2 wrongly asked. */
export interface Command {
  run(args: string[]): Promise<number>;
}

/** One file a command; loaded only when it is asked for. */
const commands: Record<string, () => Promise<Command>> = {
  serve: () => import('./serve.ts'),
  import: () => import('./import.ts'),
  report: () => import('./report.ts'),
  doctor: () => import('./doctor.ts'),
  erase: () => import('./erase.ts'),
  retention: () => import('./retention.ts'),
  demo: () => import('./demo.ts'),
  'sign-in-link': () => import('./sign-in-link.ts'),
};

/** Runs the command line and sets the exit code. */
export async function main([name = 'help', ...args]: string[]): Promise<void> {
  endWithReader();
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    say('cli.usage', { commands: Object.keys(commands).join(', ') });
    process.exitCode = /^(help|--help|-h)$/.test(name) ? 0 : 2;
    return;
  }
  try {
    const command = await load();
    process.exitCode = await command.run(args);
  } catch (error) {
    explain(error);
    process.exitCode = isWronglyAsked(error) ? 2 : 1;
  }
}

/** Whoever reads our answer may have enough of it: `rida report … | head`. */
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Arguments that a command does not know, or cannot do. */
function isWronglyAsked(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function explain(error: unknown): void {
  if (error instanceof UsageError) {
    say(error.key, error.params);
  } else if (error instanceof SettingsError) {
    say('cli.badSettings', { problems: error.problems.join('\n  ') });
  } else if (error instanceof RidaError && error.code === 'dataDirectoryInUse') {
    say('cli.dataDirectoryInUse', { pid: '?', ...error.params });
  } else if (isPortTaken(error)) {
    say('cli.portTaken', { port: error.port });
  } else {
    say('cli.failed', { reason: reasonOf(error) });
    if (/^(debug|trace)$/.test(process.env.RIDA_LOG ?? '')) console.error(error);
  }
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}
