import { openDatabase } from '../../server/database/open.ts';
import { customerLagMs } from '../../server/ingest/folding/customers-due.ts';
import { startFolding } from '../../server/ingest/folding/folding.ts';
import type { Step } from '../../server/ingest/folding/store-changes.ts';
import { openWarehouse } from '../../server/warehouse/open.ts';
import type { Warehouse } from '../../server/warehouse/warehouse.ts';
import { appendEvents, expectedChains, expectedFacts, storedChains, storedFacts } from '../support/fact-tables.ts';
import { testLog } from '../support/log.ts';
import { epoch } from '../support/random-history.ts';
import { type CrashHistory, historyOf } from './crash-history.ts';

/** What one process of a crash test does: append a batch, fold, and die by SIGKILL at a step. */
export interface CrashRound {
  url: string;
  dataDir: string;
  /** The history in batches; the round's own is `batch`, none when it is past the last. */
  history: CrashHistory;
  batch: number;
  dieAt: Step | null;
  /** Which pass it dies in: that of the batch, or that of the customers a minute later. */
  dieIn: 'streams' | 'customers';
  /** What the folder is robbed of, to show that the test would notice. */
  without: 'nothing' | 'keys' | 'tombstones';
}

const round = JSON.parse(process.argv[2] ?? '{}') as CrashRound;
let now = epoch + 30 * 86_400_000 + round.batch * 600_000;
let pass: CrashRound['dieIn'] = 'streams';
const { db, close } = await openDatabase({ url: round.url, dataDir: round.dataDir, log: testLog });
const warehouse = await openWarehouse({ dataDir: round.dataDir, log: testLog });
const folding = await startFolding({
  db,
  log: testLog,
  warehouse: robbed(warehouse),
  now: () => now,
  manual: true,
  async atStep(step) {
    if (step === round.dieAt && pass === round.dieIn) process.kill(process.pid, 'SIGKILL');
  },
});
const history = historyOf(round.history);
const batch = history[round.batch] ?? [];
if (batch.length > 0) folding.offer(await appendEvents(warehouse, batch, now));
await folding.settled();
now += customerLagMs;
pass = 'customers';
await folding.sweep();
await folding.settled();
process.stdout.write(
  JSON.stringify({
    stored: [...(await storedFacts(warehouse)), ...(await storedChains(warehouse))],
    expected: [...expectedFacts(history.flat(), now), ...expectedChains(history.flat(), now)],
  }),
);
await folding.stop();
await warehouse.close();
await close();

function robbed(whole: Warehouse): Warehouse {
  if (round.without === 'nothing') return whole;
  return {
    ...whole,
    async insertBlock(use, rows) {
      const isTombstone = rows.table !== 'folds' && rows.columns.length === 6;
      if (round.without === 'keys' ? rows.table === 'folds' : isTombstone) return;
      await whole.insertBlock(use, rows);
    },
  };
}
