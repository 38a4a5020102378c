import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerOnce } from '../services/access/idempotent-requests.ts';
import type { SentAnswer } from '../services/access/sealed-answers.ts';
import { type Door, Reply } from './handler.ts';
import { keyedRequest } from './idempotency.ts';
import type { Services } from './services.ts';

/** Opens the door and sends what its route promises; the repeat of a write gets the answer of the first. */
export async function answer(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
): Promise<FastifyReply> {
  const work = () => open(door, request, services);
  const keyed = keyedRequest(door.route, request);
  if (keyed === null) return send(await work(), reply);
  const { answer, replayed } = await answerOnce(keyed, services, work);
  if (replayed) reply.header('idempotency-replayed', 'true');
  return send(answer, reply);
}

/** The answer goes through the contract's schema, which drops every field that is not in it. */
async function open(door: Door, request: FastifyRequest, services: Services): Promise<SentAnswer> {
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
  if (status === 204) return { status, headers, body: '' };
  const checked = door.route.answer.parse(body);
  return {
    status,
    headers: { ...headers, 'content-type': `${produces}; charset=utf-8` },
    body: produces === 'application/json' ? JSON.stringify(checked) : String(checked),
  };
}

function send({ status, headers, body }: SentAnswer, reply: FastifyReply): FastifyReply {
  reply.code(status).headers(headers);
  return status === 204 ? reply.send() : reply.send(body);
}
