import { parseArgs } from 'node:util';
import { createSignInLink } from '../contract/routes/access.ts';
import { connect } from './connection/connect.ts';
import { openTerminal } from './terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * `rida sign-in-link [--email ADDRESS]`: prints a one-time link for the owner, or for the person with
 * this address. Only on the machine of the service: its `run.json` is what allows it.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { email: { type: 'string' }, language: { type: 'string' } },
  });
  if (positionals.length > 0) throw new UsageError('cli.signInLink.usage');
  const terminal = openTerminal(values.language);
  const { api, settings, started, close } = await connect(terminal);
  try {
    const { email } = values;
    const answer = await api.ask('/sign-in-links', { method: 'POST', body: email === undefined ? {} : { email } });
    const { url } = createSignInLink.answer.parse(answer);
    terminal.say('cli.signInLink.made');
    // A service started for this command listens elsewhere than the one that the link is for.
    const { pathname, hash } = new URL(url);
    const home = settings.publicUrl ?? `http://localhost:${settings.port}`;
    terminal.print(started ? `${home.replace(/\/$/, '')}${pathname}${hash}` : url);
    return 0;
  } finally {
    await close();
  }
}
