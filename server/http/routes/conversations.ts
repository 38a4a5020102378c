import * as routes from '../../../contract/routes/conversations.ts';
import { readConversation } from '../../services/conversations/read.ts';
import { handler } from '../handler.ts';
import { iso, withIso } from '../instants.ts';
import { writtenRating, writtenSession } from '../written-rows.ts';

export const conversationDoors = [
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
      owned: told.owned.map((stretch) => withIso(stretch, ['from', 'until'])),
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
