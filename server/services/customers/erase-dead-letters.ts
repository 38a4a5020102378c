import { streamOfLetter } from '../../ingest/dead-letter.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type { Eraser } from './erasers.ts';
import { listed } from './listed-streams.ts';
import { namesPerson } from './mentions-person.ts';
import type { Person } from './person.ts';

const own = `workspace_id = {workspaceId:UInt32} AND letter_id IN ${listed('letter')}`;

/**
 * Refused events that name him: by his key, by a conversation of his, or by any of his identifiers in what was sent, whether
 * it could be read or not. One that names another customer by id is that customer's.
 */
export const deadLetters: Eraser = {
  name: 'deadLetters',
  tables: ['dead_letters'],
  async find(person, { warehouse }) {
    const { workspaceId, erasureId } = person;
    for await (const page of letterPages(person, warehouse)) {
      const streams = await ownStreams(page, person, warehouse);
      const names = namesPerson(person.identifiers);
      const found = page.filter(
        ([, key, raw, params]) =>
          key === person.customerKey ||
          (key === '' && (names(raw) || names(params) || streams.has(streamOfLetter(raw) ?? ''))),
      );
      const rows = found.map(([letterId]) => [workspaceId, erasureId, 'letter', letterId]);
      await warehouse.insert('fold', 'erasing', ['workspace_id', 'erasure_id', 'kind', 'name'], rows);
    }
    const [[count] = [0]] = await warehouse.rows<[number]>(
      'fold',
      `SELECT count(DISTINCT letter_id) FROM dead_letters WHERE ${own}`,
      { workspaceId, erasureId },
    );
    return Number(count);
  },
  async remove({ workspaceId, erasureId }, { warehouse }) {
    await warehouse.command('fold', `ALTER TABLE dead_letters DELETE WHERE ${own} SETTINGS mutations_sync = 2`, {
      workspaceId,
      erasureId,
    });
  },
};

type Letter = [letterId: string, customerKey: string, raw: string, params: string];

/** Letters of a page: a letter may hold a million characters. */
const lettersPerPage = 200;

async function* letterPages({ workspaceId, customerKey }: Person, warehouse: Warehouse): AsyncGenerator<Letter[]> {
  let after = '';
  for (;;) {
    const page: Letter[] = await warehouse.rows<Letter>(
      'fold',
      `SELECT letter_id, any(customer_key), max(raw), any(params) FROM dead_letters
       WHERE workspace_id = {workspaceId:UInt32} AND customer_key IN ('', {customerKey:String})
         AND letter_id > {after:String}
       GROUP BY letter_id ORDER BY letter_id LIMIT ${lettersPerPage}`,
      { workspaceId, customerKey, after },
    );
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.[0] ?? '';
  }
}

/** Which of the conversations that a page's letters name are his. */
async function ownStreams(
  page: readonly Letter[],
  { workspaceId, erasureId }: Person,
  warehouse: Warehouse,
): Promise<Set<string>> {
  const named = [...new Set(page.flatMap(([, key, raw]) => (key === '' ? (streamOfLetter(raw) ?? []) : [])))];
  if (named.length === 0) return new Set();
  const rows = await warehouse.rows<[string]>(
    'fold',
    `SELECT DISTINCT name FROM erasing WHERE workspace_id = {workspaceId:UInt32} AND erasure_id = {erasureId:UInt32}
       AND kind = 'stream' AND name IN ({named:Array(String)})`,
    { workspaceId, erasureId, named },
  );
  return new Set(rows.map(([name]) => name));
}
