import type { EventBody, LogEvent } from '../events/types.ts';

/** Whose ids are joined. */
export const joinKinds = ['agent', 'customer'] as const;
export type JoinKind = (typeof joinKinds)[number];

/**
 * Ids that are one person's, each with the id it was joined into; that may have been joined into another
 * itself. Of customers these are keys.
 */
export interface Joins {
  agent: ReadonlyMap<string, string>;
  customer: ReadonlyMap<string, string>;
}

export const noJoins: Joins = { agent: new Map(), customer: new Map() };

/** The id that a person goes by: where the joins of `id` lead; itself where it was joined into none. */
export function personOf(joins: Joins, kind: JoinKind, id: string): string {
  let person = id;
  for (let into = joins[kind].get(id); into !== undefined; into = joins[kind].get(person)) person = into;
  return person;
}

/** All ids that lead to a person, his own first, then in order of their text. */
export function idsOf(joins: Joins, kind: JoinKind, person: string): string[] {
  return [person, ...(otherIdsOf(joins, kind, [person]).get(person) ?? []).toSorted()];
}

/** The ids that were joined into each of some people, by the person; who has no other id is not in the map. */
export function otherIdsOf(joins: Joins, kind: JoinKind, people: Iterable<string>): Map<string, string[]> {
  const wanted = new Set(people);
  const others = [...joins[kind].keys()].map((id) => [personOf(joins, kind, id), id] as const);
  const found = Map.groupBy(
    others.filter(([person]) => wanted.has(person)),
    ([person]) => person,
  );
  return new Map([...found].map(([person, pairs]) => [person, pairs.map(([, id]) => id)]));
}

/**
 * Whether an id may be joined into another: it must not be joined already, and the other must not lead back to
 * it. So parting it afterwards leaves everything as it was.
 */
export function mayJoin(joins: Joins, kind: JoinKind, id: string, into: string): boolean {
  return id !== '' && into !== '' && !joins[kind].has(id) && personOf(joins, kind, into) !== id;
}

/** Events with each person under the id he goes by. Where nobody was joined, the very same events. */
export function underOwnIds(events: readonly LogEvent[], joins: Joins): readonly LogEvent[] {
  if (joins.agent.size + joins.customer.size === 0) return events;
  return events.map((event) => {
    const body = bodyUnderOwnIds(event.body, joins);
    return body === event.body ? event : { ...event, body };
  });
}

function bodyUnderOwnIds(body: EventBody, joins: Joins): EventBody {
  const { agentId, customerKey } = body;
  const agent = agentId === undefined ? undefined : personOf(joins, 'agent', agentId);
  const customer = customerKey === undefined ? undefined : personOf(joins, 'customer', customerKey);
  if (agent === agentId && customer === customerKey) return body;
  return {
    ...body,
    ...(agent !== undefined && { agentId: agent }),
    ...(customer !== undefined && { customerKey: customer }),
  };
}
