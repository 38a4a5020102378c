import type { AuditAction } from '../../../core/audit/actions.ts';
import type { Context } from '../../context.ts';
import { noteInWorkspace } from '../access/audit.ts';

const msPerDay = 86_400_000;

/**
 * Notes that somebody read what names people: once a person, thing and UTC day, so that the log says who
 * saw what on which day and does not grow with every page. Two requests at one moment may both note it.
 */
export async function noteViewed(
  action: Extract<AuditAction, `${string}Viewed`>,
  subject: string,
  context: Context,
): Promise<void> {
  const { kind, id } = context.actor;
  const dayStart = Math.floor(context.now() / msPerDay) * msPerDay;
  const noted = await context.database
    .selectFrom('audit')
    .select('id')
    .where('at', '>=', dayStart)
    .where('actor', '=', `${kind}:${id}`)
    .where('action', '=', action)
    .where('subject', '=', subject)
    .limit(1)
    .executeTakeFirst();
  if (noted === undefined) await noteInWorkspace(context.database, context, action, subject, {});
}
