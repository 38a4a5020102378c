import { type Kysely, sql } from 'kysely';

/**
 * Customers may be due in great numbers and are folded last; what else is due must be found without
 * stepping over them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index due_by_time`.execute(db);
  await sql`create index due_by_time on due (lane, at) where stream not like 'customer:%'`.execute(db);
  await sql`create index due_customers_by_time on due (lane, at) where stream like 'customer:%'`.execute(db);
}
