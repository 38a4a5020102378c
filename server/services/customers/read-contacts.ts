import { otherIdsOf } from '../../../core/people/joins.ts';
import { countryOfZone } from '../../../core/people/e164.ts';
import { writtenPhone } from '../../../core/people/phones.ts';
import { readJoins } from '../../database/joins.ts';
import { directory } from '../people/directory.ts';
import type { Context } from '../../context.ts';

/** What a customer is called and how he is reached; '' for what nobody told. */
export interface CustomerContact {
  name: string;
  /** E.164 where the number tells its country. */
  phone: string;
  email: string;
  /** Everything he was ever called, to be made unreadable in texts. */
  everyName: readonly string[];
}

/** Of customers by key: of each detail the newest that was told of any of their ids. Nobody without one is in the map. */
export async function readContacts(
  keys: readonly string[],
  { warehouse, workspace, database }: Context,
): Promise<Map<string, CustomerContact>> {
  const wanted = [...new Set(keys)].filter((key) => key !== '');
  if (wanted.length === 0) return new Map();
  const country = countryOfZone(workspace.zone);
  const joins = await readJoins(database, 'customer');
  const others = otherIdsOf(joins, 'customer', wanted);
  const told = [...wanted, ...[...others.values()].flat()];
  const newest = (column: string) => `argMaxIf(${column}, (at, source, id), ${column} != '')`;
  const rows = await warehouse.rows<[string, string, string, string, string[]]>(
    `SELECT transform(customer_key, {others:Array(String)}, {people:Array(String)}, customer_key) AS person,
       ${newest('name')}, ${newest('phone')}, ${newest('email')},
       groupUniqArrayIf(name, name != '')
     FROM private_customers
     WHERE workspace_id = {workspaceId:UInt32} AND customer_key IN {told:Array(String)}
     GROUP BY person`,
    { told, ...directory(others) },
  );
  return new Map(
    rows.map(([key, name, phone, email, everyName]) => [
      key,
      { name, phone: writtenPhone(phone, country), email, everyName },
    ]),
  );
}
