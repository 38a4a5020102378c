import * as routes from '../../../contract/routes/sessions.ts';
import { listCustomerService, listSessions, type SessionsPage } from '../../services/sessions/list.ts';
import type { SessionRow } from '../../services/sessions/session-rows.ts';
import { handler } from '../handler.ts';
import { iso, stretch } from '../instants.ts';
import { writtenOwner, writtenRating, writtenSession } from '../written-rows.ts';

export const sessionDoors = [
  handler(routes.readCustomerService, async ({ query }, context) => {
    const page = await listCustomerService(query, context);
    return {
      ...aboutPage(page),
      rows: page.rows.map((row) => ({
        ...sessionRow(row),
        outcome: row.outcome,
        ownership: row.ownership === null ? null : writtenOwner(row.ownership),
      })),
    };
  }),
  handler(routes.listSessions, async ({ query }, context) => {
    const page = await listSessions(query, context);
    return { ...aboutPage(page), rows: page.rows.map(sessionRow) };
  }),
];

function aboutPage({ period, periodBy, listed, n, asOf, nextCursor }: SessionsPage) {
  return { period: { ...stretch(period), zone: period.zone }, periodBy, listed, n, asOf: iso(asOf), nextCursor };
}

function sessionRow(row: SessionRow) {
  return { ...row, ...writtenSession(row), rating: row.rating === null ? null : writtenRating(row.rating) };
}
