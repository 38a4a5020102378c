import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { createLog, openEngines, readSettings } from '../../server/main.ts';

/**
 * A process that holds both engines, told what to do by lines on its standard input: `write N` stores
 * the number N in both engines and then says `stored N`; `read` says what is stored; `close` ends it.
 */
const settings = readSettings();
const { db, warehouse, close } = await openEngines(settings, { log: createLog(settings) });
await sql`create table if not exists numbers (n integer primary key)`.execute(db);
await warehouse.command(
  'fold',
  `CREATE TABLE IF NOT EXISTS numbers (n UInt32) ENGINE = MergeTree ORDER BY n
   SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
);
console.log('ready');

for await (const line of createInterface({ input: process.stdin })) {
  const [order, number] = line.split(' ');
  if (order === 'write') await write(Number(number));
  else if (order === 'read') await read();
  else break;
}
await close();
process.stdin.destroy();

async function write(n: number): Promise<void> {
  await sql`insert into numbers values (${n})`.execute(db);
  await warehouse.insert('append', 'numbers', ['n'], [[n]]);
  console.log(`stored ${n}`);
}

async function read(): Promise<void> {
  const inDatabase = await sql<{ n: number }>`select n from numbers order by n`.execute(db);
  const inWarehouse = await warehouse.rows<[number]>('report', 'SELECT DISTINCT n FROM numbers ORDER BY n');
  console.log(`database ${JSON.stringify(inDatabase.rows.map((row) => row.n))}`);
  console.log(`warehouse ${JSON.stringify(inWarehouse.map(([n]) => n))}`);
}
