import { connect } from './connection/connect.ts';
import { workspaceForImport } from './connection/workspace.ts';
import { awaitFigures } from './import/await-figures.ts';
import { dryRun } from './import/dry-run.ts';
import { importFile } from './import/import-file.ts';
import { readImportOptions } from './import/options.ts';
import { openSourceFile } from './import/source-file.ts';
import { summarise } from './import/summary.ts';
import { refusedTotal } from './import/tally.ts';
import { undo } from './import/undo.ts';
import { openTerminal } from './terminal/terminal.ts';

/**
 * `rida import FILE|-`: takes a file of events, or a table, in; `--undo` takes an import back. Exit code 0: everything is in and in the figures;
 * 1: something was refused, or it was interrupted or failed; 2: it was wrongly asked for.
 */
export async function run(args: string[]): Promise<number> {
  const options = readImportOptions(args);
  if ('undo' in options) return undo(options);
  const terminal = openTerminal(options.language);
  if (options.dryRun) return dryRun(options, terminal);
  const source = await openSourceFile(options, terminal);

  const stop = awaitStop();
  const connection = await connect(terminal);
  try {
    const zone = source.mapping?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const workspace = await workspaceForImport(connection.api, options.workspaceId, zone, terminal);
    const { id, tally, finished } = await importFile(options, source, connection, workspace, terminal, stop.asked);
    const folded = finished && (await awaitFigures(connection.api, workspace.id, Date.now(), stop.asked));
    for (const line of summarise(tally, workspace.zone, terminal)) terminal.print(line);
    terminal.print(terminal.text('cli.import.undoBy', { id: String(id) }));
    if (!finished) terminal.say('cli.import.interrupted');
    else terminal.print(terminal.text(folded ? 'cli.import.done' : 'cli.import.figuresFollow'));
    return finished && refusedTotal(tally) === 0 ? 0 : 1;
  } finally {
    await connection.close();
    stop.forget();
  }
}

/** The first Ctrl-C lets the batch in hand finish; a second one ends the process at once. */
function awaitStop(): { asked: () => boolean; forget: () => void } {
  let asked = false;
  const ask = (): void => {
    if (asked) process.exit(130);
    asked = true;
  };
  process.on('SIGINT', ask).on('SIGTERM', ask);
  return { asked: () => asked, forget: () => process.off('SIGINT', ask).off('SIGTERM', ask) };
}
