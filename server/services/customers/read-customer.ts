import { z } from 'zod';
import type { EventType } from '../../../core/events/types.ts';
import type { Context } from '../../context.ts';
import { customerKeyOf } from '../../ingest/keys.ts';
import { noteViewed } from '../audit/note-viewed.ts';
import { erasedAmong } from './erased-streams.ts';
import { pageOf, readCursor } from '../cursors.ts';

export interface CustomerQuery {
  customerId: string;
  limit: number;
  cursor?: string | undefined;
}

/** What was told of the customer by one event. Times are epoch ms. */
export interface ToldDetails {
  at: number;
  source: string;
  name: string;
  phone: string;
  email: string;
  language: string;
}

/** An event of a stream of his: what figures are made of, and what was said in it. */
export interface HeldEvent {
  at: number;
  receivedAt: number;
  stream: string;
  source: string;
  id: string;
  type: EventType;
  body: Record<string, unknown>;
  text: string;
  comment: string;
  url: string;
  /** Fields that we do not know, as sent; null for none. */
  extra: Record<string, unknown> | null;
  /** Its stream was erased: what words there were are gone. */
  erased: boolean;
}

export interface HeldLetter {
  letterId: string;
  receivedAt: number;
  raw: string;
}

/** Everything that is held about a person; the events a page at a time, the rest with the first page. */
export interface HeldOfCustomer {
  customerId: string;
  details: ToldDetails[];
  deadLetters: HeldLetter[];
  events: HeldEvent[];
  nextCursor: string | null;
}

const place = z.tuple([z.string().max(4_000), z.string().max(1_000), z.string().max(1_000)]);
const mostOfEach = 1_000;

/**
 * What is held about a customer, to be handed to him: contact details as they were told, refused events that name him by id,
 * and every event of his conversations, calls, visits and ratings with its words. Audited. Of somebody unknown: nothing.
 * Throws RidaError('invalidRequest') for a foreign cursor.
 */
export async function readCustomer(query: CustomerQuery, context: Context): Promise<HeldOfCustomer> {
  const customerKey = customerKeyOf(context.workspace.secret, query.customerId);
  await noteViewed('customerViewed', `customer:${customerKey.slice(0, 8)}`, context);
  const isFirst = query.cursor === undefined;
  const { events, nextCursor } = await readEvents(customerKey, query, context);
  const erased = await erasedAmong([...new Set(events.map(({ stream }) => stream))], context);
  return {
    customerId: query.customerId,
    details: isFirst ? await readDetails(customerKey, context) : [],
    deadLetters: isFirst ? await readLetters(customerKey, context) : [],
    events: events.map((event) => ({ ...event, erased: erased.has(event.stream) })),
    nextCursor,
  };
}

async function readDetails(customerKey: string, { warehouse }: Context): Promise<ToldDetails[]> {
  const rows = await warehouse.rows<[number, string, string, string, string, string]>(
    `SELECT toUnixTimestamp64Milli(at) AS ms, source, name, phone, email, language FROM private_customers FINAL
     WHERE customer_key = {customerKey:String} ORDER BY ms DESC, source, id LIMIT ${mostOfEach}`,
    { customerKey },
  );
  return rows.map(([at, source, name, phone, email, language]) => ({ at, source, name, phone, email, language }));
}

async function readLetters(customerKey: string, { warehouse }: Context): Promise<HeldLetter[]> {
  const rows = await warehouse.rows<[string, number, string]>(
    `SELECT letter_id, toUnixTimestamp64Milli(received) AS ms, substringUTF8(raw, 1, 4000) FROM dead_letters FINAL
     WHERE customer_key = {customerKey:String} AND raw != '' ORDER BY ms, letter_id LIMIT ${mostOfEach}`,
    { customerKey },
  );
  return rows.map(([letterId, receivedAt, raw]) => ({ letterId, receivedAt, raw }));
}

type EventRow = [
  stream: string,
  source: string,
  id: string,
  at: number,
  receivedAt: number,
  type: EventType,
  body: string,
  text: string,
  comment: string,
  url: string,
  extra: string,
];

/** Of several revisions of an event the newest, as the figures take it. */
async function readEvents(
  customerKey: string,
  { limit, cursor }: CustomerQuery,
  { warehouse }: Context,
): Promise<{ events: Omit<HeldEvent, 'erased'>[]; nextCursor: string | null }> {
  const [stream, source, id] = cursor === undefined ? ['', '', ''] : readCursor(cursor, place);
  const after = '(stream, source, id) > ({stream:String}, {source:String}, {id:String})';
  const found = await warehouse.rows<EventRow>(
    `WITH own AS (SELECT DISTINCT stream FROM events WHERE position(body, {customerKey:String}) > 0),
       page AS (
         SELECT stream, source, id, max(rank) AS newest, argMax(at, rank) AS at, argMax(received, rank) AS received,
           argMax(type, rank) AS type, argMax(body, rank) AS body
         FROM events WHERE stream IN own AND ${after}
         GROUP BY stream, source, id ORDER BY stream, source, id LIMIT {most:UInt32})
     SELECT page.stream, page.source, page.id, toUnixTimestamp64Milli(page.at), toUnixTimestamp64Milli(page.received),
       page.type, page.body, said.text, said.comment, said.url, said.extra
     FROM page LEFT JOIN (
       SELECT stream, source, id, rank, any(text) AS text, any(comment) AS comment, any(url) AS url, any(extra) AS extra
       FROM private_events WHERE stream IN own AND ${after} GROUP BY stream, source, id, rank
     ) AS said ON said.stream = page.stream AND said.source = page.source AND said.id = page.id AND said.rank = page.newest
     ORDER BY page.stream, page.source, page.id`,
    { customerKey, stream, source, id, most: limit + 1 },
  );
  const { rows, nextCursor } = pageOf(found, limit, ([lastStream, lastSource, lastId]) => [
    lastStream,
    lastSource,
    lastId,
  ]);
  return { events: rows.map(eventOf), nextCursor };
}

function eventOf([stream, source, id, at, receivedAt, type, body, text, comment, url, extra]: EventRow): Omit<
  HeldEvent,
  'erased'
> {
  return {
    at,
    receivedAt,
    stream,
    source,
    id,
    type,
    // Written by us, as JSON.
    body: JSON.parse(body) as Record<string, unknown>,
    text,
    comment,
    url,
    extra: extra === '' ? null : (JSON.parse(extra) as Record<string, unknown>),
  };
}
