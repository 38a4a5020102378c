import { customerOfContact } from '../../../core/sessions/contacts.ts';
import type { ColumnKind } from '../../../core/sessions/columns.ts';
import { factColumns, type FactRow, factSpecs } from '../../../core/sessions/facts.ts';
import { mostContacts, type StoredContact } from '../../../core/sessions/issues.ts';
import { sqlColumn } from '../../warehouse/fact-columns.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface ContactLimits {
  /** Contacts of one customer that are of any use. */
  most: number;
  /** Rows that one statement returns: 20,000 at most. */
  page: number;
}

const usualLimits: ContactLimits = { most: mostContacts, page: 20_000 };

/** The table's order begins with this. */
const customer = `substringIndex(key, ' ', 1)`;

const columns = Object.entries(factColumns.contact) as [keyof FactRow<'contact'>, ColumnKind][];

type ContactRow = [stream: string, key: string, at: number, ...values: unknown[]];

/**
 * All contacts of some customers, by customer key, in pages; every customer is whole in one page, also where
 * more rows than `page` come in it. Of one with more than `most` contacts at least that many and one come. A row's latest version is chosen
 * here: FINAL costs ten times as much where few customers are looked for among many.
 */
export async function* contactPages(
  warehouse: Warehouse,
  workspaceId: number,
  customers: readonly string[],
  limits: ContactLimits = usualLimits,
): AsyncGenerator<Map<string, StoredContact[]>> {
  let page = new Map<string, StoredContact[]>();
  let after: After | null = null;
  for (;;) {
    const rows: ContactRow[] = await readPage(warehouse, { workspaceId, customers, after, limit: limits.page });
    for (const row of rows) addTo(page, row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < limits.page) break;
    const unfinished = customerOfContact(last[1]);
    const begun = page.get(unfinished) ?? [];
    page.delete(unfinished);
    yield page;
    page = new Map([[unfinished, begun]]);
    after = { customer: unfinished, place: begun.length > limits.most ? null : last };
  }
  yield page;
}

/** Where the next page begins: after a row, or after all of a customer's. */
interface After {
  customer: string;
  place: ContactRow | null;
}

interface PageQuery {
  workspaceId: number;
  customers: readonly string[];
  after: After | null;
  limit: number;
}

function readPage(warehouse: Warehouse, { workspaceId, customers, after, limit }: PageQuery): Promise<ContactRow[]> {
  const place = after?.place ?? null;
  return warehouse.rows<ContactRow>(
    'fold',
    `SELECT stream, key, toUnixTimestamp64Milli(at) AS ms, ${columns.map(selected).join(', ')}
     FROM (
       SELECT * FROM ${factSpecs.contact.table}
       WHERE workspace_id = {workspaceId:UInt32} AND ${customer} IN ({customers:Array(String)})
       ${after === null ? '' : `AND ${afterCondition(after)}`}
       ORDER BY ${customer}, at, stream, key, version DESC
       LIMIT 1 BY at, stream, key
     )
     WHERE is_deleted = 0
     ORDER BY ${customer}, at, stream, key LIMIT {limit:UInt32}`,
    {
      workspaceId,
      customers: [...customers],
      limit,
      ...(after && { customer: after.customer }),
      ...(place && { stream: place[0], key: place[1], at: place[2] }),
    },
  );
}

function afterCondition({ place }: After): string {
  if (place === null) return `${customer} > {customer:String}`;
  return `(${customer}, at, stream, key) >
    ({customer:String}, fromUnixTimestamp64Milli({at:Int64}, 'UTC'), {stream:String}, {key:String})`;
}

function selected([name, kind]: [string, ColumnKind]): string {
  const column = sqlColumn('contact', name);
  return kind === 'instant' || kind === 'instant?' ? `toUnixTimestamp64Milli(${column})` : column;
}

function addTo(page: Map<string, StoredContact[]>, [stream, key, , ...values]: ContactRow): void {
  const row = Object.fromEntries(columns.map(([name], i) => [name, values[i]])) as unknown as FactRow<'contact'>;
  const own = page.get(customerOfContact(key));
  if (own === undefined) page.set(customerOfContact(key), [{ stream, key, row }]);
  else own.push({ stream, key, row });
}
