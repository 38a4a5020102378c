import * as routes from '../../../contract/routes/audit.ts';
import { message } from '../../../locales/messages.ts';
import { listAudit } from '../../services/audit/list.ts';
import { handler } from '../handler.ts';
import { iso } from '../instants.ts';

export const auditDoors = [
  handler(routes.listAudit, async ({ query, raw }, context) => {
    const { entries, nextCursor } = await listAudit(query, context);
    const shown = entries.map((entry) => ({
      ...entry,
      at: iso(entry.at),
      title: message(raw.locale, `audit.actions.${entry.action}`),
    }));
    return { entries: shown, nextCursor };
  }),
];
