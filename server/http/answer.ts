import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Door, Reply } from './handler.ts';
import type { Services } from './services.ts';

/**
 * Opens the door and sends what its route promises: the answer goes through the contract's schema,
 * which drops every field that is not in it.
 */
export async function answer(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
): Promise<FastifyReply> {
  const result = await door.open({
    sent: { params: request.params, query: request.query, body: request.body },
    raw: {
      headers: request.headers,
      stream: request.raw,
      address: request.ip,
      locale: request.locale,
    },
    services,
    caller: request.caller,
    context: request.context,
  });
  const { body, headers } = result instanceof Reply ? result : new Reply(result, {});
  const { status = 200, produces = 'application/json' } = door.route;
  reply.code(status).headers(headers);
  if (status === 204) return reply.send();
  const checked = door.route.answer.parse(body);
  return reply
    .header('content-type', `${produces}; charset=utf-8`)
    .send(produces === 'application/json' ? JSON.stringify(checked) : checked);
}
