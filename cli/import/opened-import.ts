import { basename } from 'node:path';
import { endImport, openImport } from '../../contract/routes/imports.ts';
import type { Api } from '../connection/api.ts';
import type { ImportOptions } from './options.ts';

/** Opens an import on the service, so that all that is sent under its number can be undone as one. */
export async function openOnService(
  api: Api,
  workspaceId: number,
  { file, source }: Pick<ImportOptions, 'file' | 'source'>,
): Promise<number> {
  const name = basename(file)
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 100)
    .toWellFormed();
  const body = { name: name === '' ? 'file' : name, source };
  const { id } = openImport.answer.parse(await api.ask('/imports/open', { method: 'POST', body, workspaceId }));
  return id;
}

/** It takes no more events from now on. */
export async function endOnService(api: Api, workspaceId: number, id: number): Promise<void> {
  endImport.answer.parse(await api.ask(`/imports/${id}/end`, { method: 'POST', workspaceId }));
}
