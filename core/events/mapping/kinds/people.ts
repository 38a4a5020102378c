import type { KnownColumns, SentEventMapping } from './columns.ts';

/** A list of agents, with their teams where it has them. Null where the table is none. */
export function agentsMapping(columns: KnownColumns, today: string): SentEventMapping[] | null {
  const id = columns.name('agentId', 'agent');
  if (id === undefined || columns.has('rating', 'conversation', 'session', 'call')) return null;
  const at = { template: today };
  const team = columns.name('teamId', 'team');
  const named = columns.fields({ name: ['agent'], email: ['email'], phone: ['phone'] });
  const agent: SentEventMapping = {
    type: 'agent.described',
    id: `agent:{${id}}:${today}`,
    at,
    fields: {
      agentId: { column: id },
      ...named,
      ...(team !== undefined && { teamIds: { column: team, separator: ';' } }),
    },
  };
  const teamId = columns.name('teamId');
  if (teamId === undefined || !columns.has('team')) return [agent];
  return [
    agent,
    {
      type: 'team.described',
      id: `team:{${teamId}}:${today}`,
      at,
      when: [{ column: teamId, isEmpty: false }],
      fields: { teamId: { column: teamId }, ...columns.fields({ name: ['team'] }) },
    },
  ];
}

/** A list of customers, known by an id, a phone number or an address. Null where the table is none. */
export function customersMapping(columns: KnownColumns, today: string): SentEventMapping[] | null {
  const id = columns.name('customerId', 'phone', 'email');
  if (id === undefined || columns.has('rating', 'conversation', 'session', 'call')) return null;
  return [
    {
      type: 'customer.described',
      id: `customer:{${id}}:${today}`,
      at: { template: today },
      fields: {
        'customer.id': { column: id },
        ...columns.fields({
          'customer.name': ['customer'],
          'customer.phone': ['phone'],
          'customer.email': ['email'],
          'customer.language': ['language'],
        }),
      },
    },
  ];
}
