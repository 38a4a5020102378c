import * as routes from '../../../contract/routes/conversations.ts';
import { readConversation } from '../../services/conversations/read.ts';
import { listCustomerService, listSessions, type SessionsPage } from '../../services/sessions/list.ts';
import type { SessionRow } from '../../services/sessions/session-rows.ts';
import { handler } from '../handler.ts';
import { iso, stretch, withIso } from '../instants.ts';
import { writtenOwner, writtenRating, writtenSession } from '../written-rows.ts';

export const conversationDoors = [
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
  handler(routes.readConversation, async ({ params, query }, context) => {
    const told = await readConversation({ ...query, ...params }, context);
    return {
      conversation: withIso(told.conversation, ['firstAt', 'lastAt']),
      entries: told.entries.map((entry) => withIso(entry, ['at'])),
      sessions: told.sessions.map((session) => ({
        ...session,
        ...writtenSession(session),
        queuedAt: iso(session.queuedAt),
      })),
      owned: told.owned.map((each) => withIso(each, ['from', 'until'])),
      waits: told.waits.map((wait) => withIso(wait, ['from', 'until'])),
      closures: told.closures.map((closure) => withIso(closure, ['closedAt', 'reopenedAt'])),
      ratings: told.ratings.map(({ rating, ...rest }) => ({
        ...withIso(rest, ['ratedAt']),
        rating: rating === null ? null : writtenRating(rating),
      })),
      nextCursor: told.nextCursor,
    };
  }),
];

function aboutPage({ period, periodBy, listed, n, asOf, nextCursor }: SessionsPage) {
  return { period: { ...stretch(period), zone: period.zone }, periodBy, listed, n, asOf: iso(asOf), nextCursor };
}

function sessionRow(row: SessionRow) {
  return { ...row, ...writtenSession(row), rating: row.rating === null ? null : writtenRating(row.rating) };
}
