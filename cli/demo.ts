import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { deleteDemo, readDeletion } from '../contract/routes/access.ts';
import { type Api, ApiProblem } from './connection/api.ts';
import { connect } from './connection/connect.ts';
import { type WorkspaceSummary, workspacesOf } from './connection/workspace.ts';
import { openProgressBar } from './terminal/progress-bar.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';
import { UsageError } from './usage-error.ts';

const pollMs = 300;

/**
 * `rida demo delete`: removes the demo with everything in it, and waits until that is done. Exit code 0,
 * also where there is none. Broken off, the service goes on deleting.
 */
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
    for (const demo of demos) await deleteAndWait(connection.api, demo, terminal);
    if (demos.length === 0) terminal.print(terminal.text('cli.demo.none'));
    return 0;
  } finally {
    await connection.close();
  }
}

async function deleteAndWait(api: Api, { id, name }: WorkspaceSummary, terminal: Terminal): Promise<void> {
  const bar = openProgressBar();
  let deletion = deleteDemo.answer.parse(await api.ask(`/workspaces/${id}/demo`, { method: 'DELETE' }));
  while (deletion.state === 'running') {
    const { tablesDone: done, tables: all } = deletion;
    bar.update(all === 0 ? null : done / all, terminal.text('cli.demo.deleting', { name, done, all }));
    await pause(pollMs);
    deletion = await deletionOf(api, id);
  }
  bar.clear();
  terminal.print(terminal.text('cli.demo.deleted', { id: String(id), name }));
}

/** Of a workspace that nothing knows of any more the deletion is done. */
async function deletionOf(api: Api, id: number): Promise<z.output<typeof readDeletion.answer>> {
  try {
    return readDeletion.answer.parse(await api.ask(`/workspaces/${id}/deletion`));
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return { state: 'done', tablesDone: 0, tables: 0 };
    throw error;
  }
}
