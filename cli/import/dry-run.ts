import { readEvent } from '../../contract/read-event.ts';
import type { FileRecord } from '../../server/ingest/files/records.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ImportOptions } from './options.ts';
import { openRefusalReport, type RefusalReport, wordRefusal } from './refusals.ts';
import { sentenceOf } from './sentences.ts';
import { asHistory, openSourceFile } from './source-file.ts';
import { countRefused, emptyTally, noteTime, refusedTotal, type Tally } from './tally.ts';
import { summarise } from './summary.ts';

const sentencesShown = 20;

/**
 * Reads the whole file and sends nothing: prints its first 20 events as sentences and every refusal with
 * its line. No service is needed. Exit code 0, or 1 when something would be refused.
 */
export async function dryRun(options: ImportOptions, terminal: Terminal): Promise<number> {
  const source = await openSourceFile(options, terminal);
  const zone = source.mapping?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const tally = emptyTally();
  const refusals = openRefusalReport(terminal, {
    file: options.refusedFile,
    shown: Number.POSITIVE_INFINITY,
    columns: source.columns,
  });
  try {
    for await (const record of source.records(zone))
      judgeRecord(record, options.source, zone, tally, refusals, terminal);
  } finally {
    refusals.close();
  }
  for (const line of summarise(tally, zone, terminal)) terminal.print(line);
  terminal.print(terminal.text('cli.import.nothingSent'));
  return refusedTotal(tally) === 0 ? 0 : 1;
}

function judgeRecord(
  { line, cells, events, unreadable }: FileRecord,
  source: string,
  zone: string,
  tally: Tally,
  refusals: RefusalReport,
  terminal: Terminal,
): void {
  for (const refusal of unreadable) {
    countRefused(tally, refusal.code);
    refusals.add({ line, code: refusal.code, reason: wordRefusal(refusal, terminal), raw: refusal.raw, cells });
  }
  for (const raw of events) {
    const event = readEvent(asHistory(raw, source), Date.now());
    if ('code' in event) {
      countRefused(tally, event.code);
      refusals.add({ line, code: event.code, reason: wordRefusal(event, terminal), raw: JSON.stringify(raw), cells });
      continue;
    }
    tally.received++;
    tally.accepted++;
    noteTime(tally, event.at);
    if (tally.accepted > sentencesShown) continue;
    terminal.print(
      terminal.text('cli.import.sentenceLine', {
        line: terminal.number(line),
        sentence: sentenceOf(event, zone, terminal),
      }),
    );
  }
}
