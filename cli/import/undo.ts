import { setTimeout as pause } from 'node:timers/promises';
import { readImport, undoImport } from '../../contract/routes/imports.ts';
import type { Api } from '../connection/api.ts';
import { connect } from '../connection/connect.ts';
import { workspacesOf } from '../connection/workspace.ts';
import { openTerminal, type Terminal } from '../terminal/terminal.ts';
import type { UndoOptions } from './options.ts';

const pollMs = 300;

/** Undoes an import and waits until its events are gone from every figure. Exit code 0 when they are. */
export async function undo(options: UndoOptions): Promise<number> {
  const terminal = openTerminal(options.language);
  const connection = await connect(terminal);
  try {
    await undoIn(connection.api, options, terminal);
    return 0;
  } finally {
    await connection.close();
  }
}

async function undoIn(api: Api, { undo: id, workspaceId }: UndoOptions, terminal: Terminal): Promise<void> {
  const wanted = workspaceId ?? (await workspacesOf(api)).find(({ demo }) => !demo)?.id;
  const path = `/imports/${id}`;
  let { state, name } = undoImport.answer.parse(await api.ask(path, { method: 'DELETE', workspaceId: wanted }));
  while (state !== 'undone') {
    await pause(pollMs);
    ({ state, name } = readImport.answer.parse(await api.ask(path, { workspaceId: wanted })));
  }
  terminal.print(terminal.text('cli.import.undone', { id: String(id), name }));
}
