import * as routes from '../../../contract/routes/events.ts';
import { receiveText } from '../../services/events/receive-text.ts';
import { handler } from '../handler.ts';
import { readEventsText } from '../read-events-text.ts';
import { explained } from '../refusals.ts';

export const eventDoors = [
  handler(routes.receiveEvents, async ({ raw }, context, ports) => {
    const ticket = ports.intake.ticket();
    const sent = await readEventsText(raw.headers, raw.stream);
    const { accepted, duplicate, duplicates, rejected } = await receiveText(sent, context, ports, ticket);
    return { accepted, duplicate, duplicates, rejected: rejected.map((each) => explained(each, raw.locale)) };
  }),
];
