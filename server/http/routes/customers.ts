import * as routes from '../../../contract/routes/customers.ts';
import { askErasure } from '../../services/customers/ask-erasure.ts';
import type { Erasure } from '../../services/customers/erasure.ts';
import { listErasures, readErasure } from '../../services/customers/list-erasures.ts';
import { readCustomer } from '../../services/customers/read-customer.ts';
import { readmitCustomer } from '../../services/customers/readmit-customer.ts';
import { handler } from '../handler.ts';
import { iso } from '../instants.ts';

export const customerDoors = [
  handler(routes.readCustomer, async ({ params, query }, context) => {
    const held = await readCustomer({ ...params, ...query }, context);
    return {
      ...held,
      details: held.details.map((each) => ({ ...each, at: iso(each.at) })),
      deadLetters: held.deadLetters.map((each) => ({ ...each, receivedAt: iso(each.receivedAt) })),
      events: held.events.map((each) => ({ ...each, at: iso(each.at), receivedAt: iso(each.receivedAt) })),
    };
  }),
  handler(routes.eraseCustomer, async ({ params }, context, ports) =>
    sent(await askErasure(params.customerId, context, ports)),
  ),
  handler(routes.listErasures, async ({ query }, context) => {
    const { erasures, nextCursor } = await listErasures(query, context);
    return { erasures: erasures.map(sent), nextCursor };
  }),
  handler(routes.readErasure, async ({ params }, context) => sent(await readErasure(params.erasureId, context))),
  handler(routes.readmitCustomer, async ({ params }, context, ports) =>
    sent(await readmitCustomer(params.erasureId, context, ports)),
  ),
];

function sent({ askedAt, doneAt, ...erasure }: Erasure) {
  return { ...erasure, askedAt: iso(askedAt), doneAt: doneAt === null ? null : iso(doneAt) };
}
