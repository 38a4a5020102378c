import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { accept } from '../../server/ingest/accept.ts';
import { startIntake } from '../../server/ingest/intake.ts';
import type { IngestReceipt } from '../../server/ingest/types.ts';
import { readWarehouseMigrations } from '../../server/warehouse/migrations.ts';
import { openWarehouse } from '../../server/warehouse/open.ts';
import { testLog } from '../support/log.ts';

/**
 * A process that sends events in until it is killed: `node ingest-child.ts DIRECTORY LEDGER ROUND`.
 * Every receipt is written to the ledger, outside the engine, and flushed before the next request; each
 * request is sent twice, and a second answer that is not "duplicate" is written down as a fault.
 */
const [dataDir = '', ledgerPath = '', round = '0'] = process.argv.slice(2);
const writers = 6;
const eventsPerRequest = 20;

const warehouse = await openWarehouse({ dataDir, log: testLog });
for (const statement of readWarehouseMigrations().flatMap(({ statements }) => statements)) {
  await warehouse.command('fold', statement);
}
const intake = startIntake({ warehouse, now: Date.now, log: testLog });
await intake.ready();
const ledger = openSync(ledgerPath, 'a');
process.once('exit', () => closeSync(ledger));
process.send?.('sending');
await Promise.all(Array.from({ length: writers }, (_, writer) => sendForEver(writer)));

async function sendForEver(writer: number): Promise<never> {
  for (let request = 0; ; request++) {
    const name = `${round}.${writer}.${request}`;
    const receipt = await send(name);
    write({ name, letters: receipt.rejected.map(({ letterId }) => letterId), accepted: receipt.accepted });
    const again = await send(name);
    if (again.accepted > 0 || again.duplicate !== eventsPerRequest) write({ fault: `${name} was taken twice` });
    else write({ repeated: name });
  }
}

/** Events with words, names and one that is refused, so that a commit writes every table. */
async function send(name: string): Promise<IngestReceipt> {
  const events = Array.from({ length: eventsPerRequest }, (_, n) => ({
    id: `${name}.${n}`,
    type: 'message.sent',
    at: 1_795_000_000_000 + n,
    conversationId: `c${n % 7}`,
    author: 'customer',
    text: `words of ${name}.${n}`,
    customer: { id: `customer ${n}`, name: 'سارة' },
  }));
  return intake.submit(
    accept([...events, { id: `${name}.bad` }], {
      workspaceId: 1,
      secret: 'secret',
      source: 'child',
      now: Date.now(),
    }),
  );
}

function write(line: object): void {
  writeSync(ledger, `${JSON.stringify(line)}\n`);
  fsyncSync(ledger);
}
