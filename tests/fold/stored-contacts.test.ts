import { expect, test } from 'vitest';
import type { Fact, FactRow } from '../../core/sessions/facts.ts';
import type { StoredContact } from '../../core/sessions/issues.ts';
import { columnsOf, rowValues } from '../../server/ingest/folding/rows.ts';
import { contactPages } from '../../server/ingest/folding/stored-contacts.ts';
import { useEngines } from '../support/engines.ts';

const engines = useEngines();

/** A year's end, so that one customer's contacts lie in two partitions. */
const newYear = Date.UTC(2026, 0, 1);

function contact(customerKey: string, index: number, topic = ''): Fact {
  const row: FactRow<'contact'> = {
    openedAt: newYear + (index - 2) * 1000,
    conversationId: `c${index}`,
    source: 'test',
    channel: 'web',
    inbox: '',
    topic,
    tags: ['a', "b'"],
    campaign: '',
    language: 'ar',
    customerKey,
    agentId: 'a',
    teamId: '',
    call: index % 2 === 0,
    reopening: false,
    abandoned: false,
    closedAt: index % 3 === 0 ? null : newYear,
  };
  return { fact: 'contact', key: `${customerKey} e${index}`, row };
}

async function write(facts: readonly Fact[], version: number, deleted: 0 | 1 = 0): Promise<void> {
  const rows = facts.map((fact) => [...rowValues(1, 'conversation:c', fact), version, deleted]);
  await engines.warehouse.insert('fold', 'contacts', columnsOf('contact'), rows);
}

async function pages(customers: string[], most: number, page: number): Promise<Map<string, StoredContact[]>[]> {
  const found = [];
  for await (const each of contactPages(engines.warehouse, 1, customers, { most, page })) found.push(each);
  return found;
}

test.each([1, 2, 3, 100])('each customer is whole in one page, as last written, %d rows a statement', async (page) => {
  const gone = contact('kb', 0);
  const kept = [1, 2, 3, 4].map((index) => contact('kb', index));
  await write([gone, ...kept, contact('ka', 0), contact('kc', 1), contact('other', 1)], 1);
  await write([contact('ka', 0, 'billing')], 2);
  await write([gone], 2, 1);
  const found = await pages(['kc', 'kb', 'ka', 'nobody'], 10, page);
  const whole = found.flatMap((each) => [...each]);
  expect(whole.map(([customer]) => customer)).toEqual(['ka', 'kb', 'kc']);
  const contacts = whole.flatMap(([, own]) => own.map(({ key, row }) => ({ key, row })));
  const expected = [contact('ka', 0, 'billing'), ...kept, contact('kc', 1)].map(({ key, row }) => ({ key, row }));
  expect(contacts).toEqual(expected);
});

test('of a customer with more contacts than are of use not all are read', async () => {
  await write(
    Array.from({ length: 30 }, (_, index) => contact('km', index)),
    1,
  );
  await write([contact('kn', 1)], 1);
  const found = await pages(['km', 'kn'], 5, 4);
  const sizes = found.flatMap((each) => [...each].map(([customer, own]) => [customer, own.length]));
  expect(sizes).toEqual([
    ['km', 8],
    ['kn', 1],
  ]);
});
