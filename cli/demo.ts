import { parseArgs } from 'node:util';
import { connect } from './connection/connect.ts';
import { workspacesOf } from './connection/workspace.ts';
import { openTerminal } from './terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

/** `rida demo delete`: removes the demo with everything in it. Exit code 0, also where there is none. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { language: { type: 'string' } },
  });
  if (positionals.length !== 1 || positionals[0] !== 'delete') throw new UsageError('cli.demo.usage');
  const terminal = openTerminal(values.language);
  const connection = await connect(terminal);
  try {
    const demos = (await workspacesOf(connection.api)).filter(({ demo }) => demo);
    for (const { id, name } of demos) {
      await connection.api.ask(`/workspaces/${id}/demo`, { method: 'DELETE' });
      terminal.print(terminal.text('cli.demo.deleted', { id: String(id), name }));
    }
    if (demos.length === 0) terminal.print(terminal.text('cli.demo.none'));
    return 0;
  } finally {
    await connection.close();
  }
}
