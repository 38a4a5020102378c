import type { z } from 'zod';
import { listWorkspaces } from '../../contract/routes/access.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { UsageError } from '../usage-error.ts';
import type { Api } from './api.ts';

export type WorkspaceSummary = z.output<typeof listWorkspaces.answer>['workspaces'][number];

export async function workspacesOf(api: Api): Promise<WorkspaceSummary[]> {
  return listWorkspaces.answer.parse(await api.ask('/workspaces')).workspaces;
}

/** What `--workspace` said: the number of a workspace. */
export function readWorkspaceOption(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new UsageError('cli.badWorkspace', { value });
  return Number(value);
}

/**
 * The workspace that an import goes to: the one asked for, else the first that is no demo; where there
 * is none one is made, in `zone`.
 */
export async function workspaceForImport(
  api: Api,
  wanted: number | undefined,
  zone: string,
  terminal: Terminal,
): Promise<WorkspaceSummary> {
  const all = await workspacesOf(api);
  const found = wanted === undefined ? all.find(({ demo }) => !demo) : all.find(({ id }) => id === wanted);
  if (found) return found;
  if (wanted !== undefined)
    throw new UsageError('cli.noSuchWorkspace', {
      id: String(wanted),
      all: all.map(({ id, name }) => `${id} (${name})`).join(', '),
    });
  const name = terminal.text('cli.newWorkspace');
  const made = await api.ask('/workspaces', { method: 'POST', body: { name, zone, locale: terminal.locale } });
  const workspace = listWorkspaces.answer.shape.workspaces.element.parse(made);
  terminal.say('cli.workspaceMade', { id: String(workspace.id), name, zone });
  return workspace;
}
