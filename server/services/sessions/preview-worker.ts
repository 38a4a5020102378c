import { parentPort, workerData } from 'node:worker_threads';
import { foldStream } from '../../../core/sessions/fold.ts';
import { addToPreview, newPreview } from '../../../core/sessions/preview.ts';
import type { FoldRules } from '../../../core/sessions/rules.ts';
import { type PackedEvent, unpackEvent } from '../../ingest/folding/packed-event.ts';

/** What a preview's thread is started with: the rules as they are, the others, and the time it is. */
export interface PreviewTask {
  workspaceId: number;
  before: FoldRules;
  after: FoldRules;
  now: number;
}

/** Some streams with all their events; null: that was all, and the preview is wanted. */
export type PreviewPart = readonly (readonly [stream: string, events: readonly PackedEvent[]])[] | null;

const { workspaceId, before, after, now } = workerData as PreviewTask;
const preview = newPreview();

parentPort?.on('message', (part: PreviewPart) => {
  for (const [stream, packed] of part ?? []) {
    const events = packed.map((each) => unpackEvent(each, { workspaceId, stream }));
    const facts = (rules: FoldRules) => foldStream(stream, events, rules, now).facts;
    addToPreview(preview, facts(before), facts(after));
  }
  parentPort?.postMessage(preview);
  if (part === null) parentPort?.close();
});
