import { readInstant } from '../../core/events/instants.ts';
import { type Api, ApiProblem } from '../connection/api.ts';
import type { Connection } from '../connection/connect.ts';
import type { WorkspaceSummary } from '../connection/workspace.ts';
import { openProgressBar } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type Batch, batchLimits, gatherBatches } from './batches.ts';
import type { ImportOptions } from './options.ts';
import { endOnService, openOnService } from './opened-import.ts';
import { openProgressFile, type Progress, type ProgressFile } from './progress-file.ts';
import { openRefusalReport, type RefusalReport, wordRefusal } from './refusals.ts';
import { type Receipt, sendBatch } from './send.ts';
import { asHistory, type SourceFile } from './source-file.ts';
import { countRefused, emptyTally, noteTime, type Tally } from './tally.ts';

export interface ImportResult {
  /** Number of the import on the service: what to undo it by. */
  id: number;
  tally: Tally;
  /** False where the person stopped it; what was sent is kept and the next run goes on from there. */
  finished: boolean;
}

const refusalsShown = 20;

/** Sends a file to a workspace, from where an interrupted import of the same file stopped. */
export async function importFile(
  options: ImportOptions,
  source: SourceFile,
  { api, settings }: Connection,
  workspace: WorkspaceSummary,
  terminal: Terminal,
  stopAsked: () => boolean,
): Promise<ImportResult> {
  const progressFile = await progressOf(options, source, settings.dataDir, api, workspace);
  const before = await stillOpen(progressFile, api, workspace.id);
  const tally = before?.tally ?? emptyTally();
  if (before) terminal.say('cli.import.resuming', { count: terminal.number(before.records) });
  const importId = before?.importId ?? (await openOnService(api, workspace.id, options));
  const refusals = openRefusalReport(terminal, {
    file: options.refusedFile,
    shown: refusalsShown,
    columns: source.columns,
    resumed: before !== null,
  });
  const bar = openProgressBar();
  const prepare = (event: Record<string, unknown>) => asHistory(event, options.source);
  const place = { workspaceId: workspace.id, importId };
  let finished = true;
  try {
    for await (const batch of gatherBatches(source.records(workspace.zone), prepare, {
      skip: before?.records ?? 0,
      limits: batchLimits,
    })) {
      await importBatch(batch, api, place, tally, refusals, terminal);
      progressFile?.write({ importId, records: batch.records, tally });
      const size = source.size();
      bar.update(
        size ? source.bytesRead() / size : null,
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
  if (finished) {
    await endOnService(api, workspace.id, importId);
    progressFile?.remove();
  }
  return { id: importId, tally, finished };
}

/** How far an earlier run came; null where there was none, or where its import was ended or undone meanwhile. */
async function stillOpen(file: ProgressFile | null, api: Api, workspaceId: number): Promise<Progress | null> {
  const before = file?.read() ?? null;
  if (before === null) return null;
  try {
    await sendBatch(api, '', { workspaceId, importId: before.importId });
    return before;
  } catch (error) {
    if (error instanceof ApiProblem && ['importNotOpen', 'notFound'].includes(error.code)) return null;
    throw error;
  }
}

/** None for the standard input: nobody can read it again. */
async function progressOf(
  { file, source, sheet }: ImportOptions,
  { mapping }: SourceFile,
  dataDir: string,
  { url }: Api,
  { id }: WorkspaceSummary,
): Promise<ProgressFile | null> {
  if (file === '-') return null;
  // a service of our own listens on another port each time; the data directory is what stays
  const place = process.env['RIDA_URL'] ? url : 'here';
  return openProgressFile(file, dataDir, [JSON.stringify([mapping, sheet ?? null]), source, place, String(id)]);
}

async function importBatch(
  batch: Batch,
  api: Api,
  place: { workspaceId: number; importId: number },
  tally: Tally,
  refusals: RefusalReport,
  terminal: Terminal,
): Promise<void> {
  for (const { record, refusal } of batch.unreadable) {
    const { line, cells } = record;
    countRefused(tally, refusal.code);
    refusals.add({ line, code: refusal.code, reason: wordRefusal(refusal, terminal), raw: refusal.raw, cells });
  }
  if (batch.events.length === 0) return refusals.flush();
  const receipt = await sendBatch(api, batch.body, place);
  tally.received += receipt.accepted + receipt.duplicate;
  tally.accepted += receipt.accepted;
  tally.duplicate += receipt.duplicate;
  const rejected = reportRejected(batch, receipt, tally, refusals);
  refusals.flush();
  for (const [index, { event }] of batch.events.entries()) {
    if (!rejected.has(index)) noteEventTime(tally, event['at']);
  }
}

function reportRejected(batch: Batch, receipt: Receipt, tally: Tally, refusals: RefusalReport): Set<number> {
  for (const { index, code, message } of receipt.rejected) {
    const refused = batch.events[index];
    countRefused(tally, code);
    const { line = 0, cells = null } = refused?.record ?? {};
    refusals.add({ line, code, reason: message, raw: JSON.stringify(refused?.event), cells });
  }
  return new Set(receipt.rejected.map(({ index }) => index));
}

function noteEventTime(tally: Tally, written: unknown): void {
  const at = typeof written === 'string' || typeof written === 'number' ? readInstant(written) : null;
  if (at !== null) noteTime(tally, at);
}
