import type { Kysely } from 'kysely';
import { alone } from '../../database/alone.ts';
import type { Schema } from '../../database/schema.ts';
import { deletedWorkspaces } from '../workspaces/deletions.ts';
import { carryOutUndo, checkUndone } from './carry-out-undo.ts';
import type { ImportPorts } from './ports.ts';
import { runImport } from './run-import.ts';

/** A request that came in just before an import was undone has ended by then. */
const stragglersMs = 10 * 60_000;

/** With the workspace's number, names the lock of its imports: the letters of "ridi". */
const lockSpace = 0x72696469;

/** Workspaces in which an import waits to be read, to be undone or to be looked at once more. */
export async function workspacesWithImports({ db, now }: Pick<ImportPorts, 'db' | 'now'>): Promise<number[]> {
  const rows = await waiting(db, now()).select('workspace_id').distinct().execute();
  return rows.map(({ workspace_id: workspaceId }) => workspaceId);
}

/**
 * Works on the imports of one workspace: first those to be undone, then the files, one after the other in the order in
 * which they came. Of several processes one works on a workspace.
 */
export async function workOnImports(workspaceId: number, ports: ImportPorts): Promise<void> {
  const { db, now, stopping, uploads } = ports;
  await alone(db, { space: lockSpace, number: workspaceId }, async () => {
    const rows = await waiting(db, now()).selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute();
    const toUndo = rows.filter(({ state }) => state === 'undoing');
    for (const row of toUndo) if (!stopping.aborted) await carryOutUndo(row, ports);
    for (const row of rows) if (row.state === 'undone' && !stopping.aborted) await checkUndone(row, ports);
    // Where several processes work, a file lies in the directory of one.
    const isOurs = (file: string | null) => ports.alone || (file !== null && uploads.has(file));
    const next = rows.find(({ state, file }) => (state === 'waiting' || state === 'running') && isOurs(file));
    if (next !== undefined && !stopping.aborted) await runImport(next, ports);
  });
}

function waiting(db: Kysely<Schema>, now: number) {
  return db
    .selectFrom('imports')
    .where('workspace_id', 'not in', deletedWorkspaces(db))
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['waiting', 'running', 'undoing']),
        eb.and([eb('state', '=', 'undone'), eb('checked_at', 'is', null), eb('undone_at', '<=', now - stragglersMs)]),
      ]),
    );
}

/** Files that no import names. */
export async function removeStrayUploads({
  db,
  uploads,
  now,
}: Pick<ImportPorts, 'db' | 'uploads' | 'now'>): Promise<void> {
  const rows = await db.selectFrom('imports').select('file').where('file', 'is not', null).execute();
  await uploads.removeStrays(new Set(rows.flatMap(({ file }) => file ?? [])), now());
}
