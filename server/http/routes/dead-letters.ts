import * as routes from '../../../contract/routes/dead-letters.ts';
import { listDeadLetters } from '../../services/dead-letters/list.ts';
import { replayDeadLetters } from '../../services/dead-letters/replay.ts';
import { handler } from '../handler.ts';
import { explained } from '../refusals.ts';

export const deadLetterDoors = [
  handler(routes.listDeadLetters, async ({ query: { replayed, ...query }, raw }, context) => {
    const wanted = { ...query, ...(replayed !== undefined && { replayed: replayed === 'true' }) };
    const { deadLetters, nextCursor } = await listDeadLetters(wanted, context);
    const shown = deadLetters.map((letter) => ({
      ...explained(letter, raw.locale),
      receivedAt: new Date(letter.receivedAt).toISOString(),
    }));
    return { deadLetters: shown, nextCursor };
  }),
  handler(routes.replayDeadLetters, async ({ body, raw }, context, ports) => {
    const { stillRefused, ...receipt } = await replayDeadLetters(body, context, ports);
    return { ...receipt, stillRefused: stillRefused.map((each) => explained(each, raw.locale)) };
  }),
];
