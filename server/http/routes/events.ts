import * as routes from '../../../contract/routes/events.ts';
import type { IncomingHttpHeaders } from 'node:http';
import { RidaError } from '../../../core/errors.ts';
import { receiveText } from '../../services/events/receive-text.ts';
import { receiveForImport } from '../../services/imports/receive-for-import.ts';
import { handler } from '../handler.ts';
import { readEventsText } from '../read-events-text.ts';
import { explained } from '../refusals.ts';

export const eventDoors = [
  handler(routes.receiveEvents, async ({ raw }, context, ports) => {
    const ticket = ports.intake.ticket();
    const importId = importOf(raw.headers);
    const sent = await readEventsText(raw.headers, raw.stream);
    const { accepted, duplicate, duplicates, rejected } =
      importId === null
        ? await receiveText(sent, context, ports, { ticket })
        : await receiveForImport(importId, sent, context, ports, ticket);
    return { accepted, duplicate, duplicates, rejected: rejected.map((each) => explained(each, raw.locale)) };
  }),
];

/** The import that a request's events are part of; null for none. */
function importOf(headers: IncomingHttpHeaders): number | null {
  const named = headers['rida-import'];
  if (named === undefined) return null;
  if (typeof named !== 'string' || !/^[1-9]\d{0,8}$/.test(named)) throw new RidaError('notFound');
  return Number(named);
}
