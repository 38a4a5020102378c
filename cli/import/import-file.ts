import { readInstant } from '../../core/events/instants.ts';
import type { Api } from '../connection/api.ts';
import type { Connection } from '../connection/connect.ts';
import type { WorkspaceSummary } from '../connection/workspace.ts';
import { openProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Batch, batchLimits, gatherBatches } from './batches.ts';
import type { ImportOptions } from './options.ts';
import { openProgressFile, type ProgressFile } from './progress-file.ts';
import { openRefusalReport, type RefusalReport, wordRefusal } from './refusals.ts';
import { type Receipt, sendBatch } from './send.ts';
import { asHistory, openSourceFile } from './source-file.ts';
import { countRefused, emptyTally, noteTime, type Tally } from './tally.ts';

export interface ImportResult {
  tally: Tally;
  /** False where the person stopped it; what was sent is kept and the next run goes on from there. */
  finished: boolean;
}

const refusalsShown = 20;

/** Sends a file to a workspace, from where an interrupted import of the same file stopped. */
export async function importFile(
  options: ImportOptions,
  { api, settings }: Connection,
  workspace: WorkspaceSummary,
  terminal: Terminal,
  stopAsked: () => boolean,
): Promise<ImportResult> {
  const source = await openSourceFile(options);
  const progressFile = await progressOf(options, settings.dataDir, api, workspace);
  const before = progressFile?.read() ?? null;
  const tally = before?.tally ?? emptyTally();
  if (before) terminal.say('cli.import.resuming', { count: terminal.number(before.records) });
  const refusals = openRefusalReport(terminal, {
    file: options.refusedFile,
    shown: refusalsShown,
    resumed: before !== null,
  });
  const bar = openProgressBar();
  const prepare = (event: Record<string, unknown>) => asHistory(event, options.source);
  let finished = true;
  try {
    for await (const batch of gatherBatches(source.records, prepare, {
      skip: before?.records ?? 0,
      limits: batchLimits,
    })) {
      await importBatch(batch, api, workspace.id, tally, refusals, terminal);
      progressFile?.write({ records: batch.records, tally });
      const { size } = source.bytes;
      bar.update(
        size ? source.bytes.bytesRead() / size : null,
        terminal.text('cli.import.progress', { count: tally.received }),
      );
      if (stopAsked()) {
        finished = false;
        break;
      }
    }
  } finally {
    bar.clear();
    refusals.close();
  }
  if (finished) progressFile?.remove();
  return { tally, finished };
}

/** None for the standard input: nobody can read it again. */
async function progressOf(
  { file, mapping, source }: ImportOptions,
  dataDir: string,
  { url }: Api,
  { id }: WorkspaceSummary,
): Promise<ProgressFile | null> {
  if (file === '-') return null;
  // a service of our own listens on another port each time; the data directory is what stays
  const place = process.env['RIDA_URL'] ? url : 'here';
  return openProgressFile(file, dataDir, [JSON.stringify(mapping), source, place, String(id)]);
}

async function importBatch(
  batch: Batch,
  api: Api,
  workspaceId: number,
  tally: Tally,
  refusals: RefusalReport,
  terminal: Terminal,
): Promise<void> {
  for (const { line, refusal } of batch.unreadable) {
    countRefused(tally, refusal.code);
    refusals.add({ line, code: refusal.code, reason: wordRefusal(refusal, terminal), raw: refusal.raw });
  }
  if (batch.events.length === 0) return;
  const receipt = await sendBatch(api, batch.body, workspaceId);
  tally.received += receipt.accepted + receipt.duplicate;
  tally.accepted += receipt.accepted;
  tally.duplicate += receipt.duplicate;
  const rejected = reportRejected(batch, receipt, tally, refusals);
  for (const [index, { event }] of batch.events.entries()) {
    if (!rejected.has(index)) noteEventTime(tally, event['at']);
  }
}

function reportRejected(batch: Batch, receipt: Receipt, tally: Tally, refusals: RefusalReport): Set<number> {
  for (const { index, code, message } of receipt.rejected) {
    const refused = batch.events[index];
    countRefused(tally, code);
    refusals.add({ line: refused?.line ?? 0, code, reason: message, raw: JSON.stringify(refused?.event) });
  }
  return new Set(receipt.rejected.map(({ index }) => index));
}

function noteEventTime(tally: Tally, written: unknown): void {
  const at = typeof written === 'string' || typeof written === 'number' ? readInstant(written) : null;
  if (at !== null) noteTime(tally, at);
}
