import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AuditAction } from '../../../core/audit/actions.ts';
import type { Context } from '../../context.ts';
import type { AuditTable } from '../../database/schema.ts';
import { pageOf, readCursor } from '../cursors.ts';

/** Which rows: all conditions together; times are epoch ms, `from` included, `to` not. */
export interface AuditFilter {
  action?: readonly AuditAction[] | undefined;
  actor?: string | undefined;
  subject?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  limit: number;
  cursor?: string | undefined;
}

export interface AuditEntry {
  id: number;
  at: number;
  actor: { id: string; kind: 'user' | 'apiKey' | 'local'; name: string | null };
  action: AuditAction;
  subject: string;
  details: Selectable<AuditTable>['details'];
}

const place = z.tuple([z.int()]);

/** What was noted in the workspace, newest first. Throws `invalidRequest` for a cursor that is none. */
export async function listAudit(
  filter: AuditFilter,
  { database }: Context,
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
  let query = database
    .selectFrom('audit')
    .select(['id', 'at', 'actor', 'actor_name', 'action', 'subject', 'details'])
    .orderBy('id', 'desc')
    .limit(filter.limit + 1);
  if (filter.action) query = query.where('action', 'in', filter.action);
  if (filter.actor !== undefined) query = query.where('actor', '=', filter.actor);
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
  if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
  if (filter.to !== undefined) query = query.where('at', '<', filter.to);
  if (filter.cursor !== undefined) query = query.where('id', '<', readCursor(filter.cursor, place)[0]);
  const found = await query.execute();
  const { rows, nextCursor } = pageOf(found, filter.limit, ({ id }) => [id]);
  return { entries: rows.map(asEntry), nextCursor };
}

function asEntry({ actor, actor_name: name, ...row }: Omit<Selectable<AuditTable>, 'workspace_id'>): AuditEntry {
  const [kind = ''] = actor.split(':');
  return { ...row, actor: { id: actor, kind: kind as AuditEntry['actor']['kind'], name } };
}
