import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type DatedPolicy, readPolicy, type WrittenPolicy } from '../../../core/sessions/policy.ts';
import type { Preview } from '../../../core/sessions/preview.ts';
import type { FoldRules } from '../../../core/sessions/rules.ts';
import type { Context } from '../../context.ts';
import { maxRowsPerStatement } from '../../warehouse/warehouse.ts';
import type { PackedEvent } from '../../ingest/folding/packed-event.ts';
import { readOwnRules } from '../../ingest/folding/rules.ts';
import { storedEvents } from '../../ingest/folding/stored-streams.ts';
import type { PreviewPart, PreviewTask } from './preview-worker.ts';

export interface PreviewQuestion {
  validFrom: number;
  /** null: as if the policy with this beginning were taken back. */
  policy: WrittenPolicy | null;
  /** The most conversations and calls to look at. */
  conversations: number;
}

export interface PolicyPreview extends Preview {
  /** Conversations and calls with an event since the policy's beginning, and how many of them were looked at. */
  conversations: number;
  looked: number;
}

/** After this nothing more is read, so that the answer comes while somebody waits for it. */
const longestMs = 20_000;

const streamsAtOnce = 500;
/**
 * What a policy would change, over the most recent conversations and calls since its beginning. Both foldings
 * are made in memory, in a thread of their own; nothing is written.
 */
export async function previewPolicy(question: PreviewQuestion, context: Context): Promise<PolicyPreview> {
  const { workspace, database, now } = context;
  const rules = await readOwnRules(database);
  const after = { ...rules, policies: changedPolicies(rules.policies, question) };
  const thread = startThread({ workspaceId: workspace.id, before: rules, after, now: now() });
  try {
    const looked = await feed(thread, question, context);
    const preview = await thread.add(null);
    return {
      ...preview,
      outcomes: differing(preview.outcomes),
      endReasons: differing(preview.endReasons),
      conversations: await countStreams(question, context),
      looked,
    };
  } finally {
    await thread.stop();
  }
}

function differing(changes: Preview['outcomes']): Preview['outcomes'] {
  return Object.fromEntries(Object.entries(changes).filter(([, { before, after }]) => before !== after));
}

function changedPolicies(
  policies: FoldRules['policies'],
  { validFrom, policy }: PreviewQuestion,
): readonly DatedPolicy[] {
  const others = policies.filter((each) => each.validFrom !== validFrom);
  if (policy === null) return others;
  return [...others, { validFrom, policy: readPolicy(policy) }].toSorted((a, b) => a.validFrom - b.validFrom);
}

/** Hands the thread stream after stream, a chunk while the one before is folded. Returns how many they were. */
async function feed(
  thread: ReturnType<typeof startThread>,
  question: PreviewQuestion,
  context: Context,
): Promise<number> {
  const giveUpAt = performance.now() + longestMs;
  let folding: Promise<unknown> = Promise.resolve();
  let looked = 0;
  for await (const streams of recentStreams(question, context)) {
    const part = await readPart(streams, context);
    await folding;
    folding = thread.add(part);
    looked += streams.length;
    if (performance.now() > giveUpAt) break;
  }
  await folding;
  return looked;
}

async function readPart(streams: readonly string[], { workspace, warehouse }: Context): Promise<PreviewPart> {
  const events = new Map<string, PackedEvent[]>(streams.map((stream) => [stream, []]));
  const read: Parameters<typeof storedEvents>[0] = (sql, params) => warehouse.rows(sql, params);
  for await (const { stream, event } of storedEvents(read, workspace.id, streams)) events.get(stream)?.push(event);
  return [...events];
}

const since = `FROM events
  WHERE workspace_id = {workspaceId:UInt32} AND (startsWith(stream, 'conversation:') OR startsWith(stream, 'call:'))
  GROUP BY stream HAVING max(at) >= fromUnixTimestamp64Milli({since:Int64})`;

/** Names of the streams to look at, a chunk at a time, the most recent first. */
async function* recentStreams(
  { validFrom, conversations }: PreviewQuestion,
  { workspace, warehouse }: Context,
): AsyncGenerator<string[]> {
  let left = conversations;
  let place = { at: Number.MAX_SAFE_INTEGER, stream: '' };
  while (left > 0) {
    const limit = Math.min(left, maxRowsPerStatement);
    const rows = await warehouse.rows<[string, number]>(
      `SELECT stream, toUnixTimestamp64Milli(max(at)) AS last_at ${since}
       AND (last_at, stream) < ({at:Int64}, {stream:String}) ORDER BY last_at DESC, stream DESC LIMIT ${limit}`,
      { workspaceId: workspace.id, since: validFrom, ...place },
    );
    for (let from = 0; from < rows.length; from += streamsAtOnce)
      yield rows.slice(from, from + streamsAtOnce).map(([stream]) => stream);
    left -= rows.length;
    const last = rows.at(-1);
    if (rows.length < limit || last === undefined) return;
    place = { stream: last[0], at: last[1] };
  }
}

async function countStreams({ validFrom }: PreviewQuestion, { workspace, warehouse }: Context): Promise<number> {
  const params = { workspaceId: workspace.id, since: validFrom };
  const [row] = await warehouse.rows<[number]>(`SELECT count() FROM (SELECT stream ${since})`, params);
  return row?.[0] ?? 0;
}

/** The thread; `add` resolves with what the preview is by then. */
function startThread(task: PreviewTask) {
  const worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { workerData: task });
  return {
    async add(part: PreviewPart): Promise<Preview> {
      worker.postMessage(part);
      const [preview] = (await once(worker, 'message')) as [Preview];
      return preview;
    },
    async stop(): Promise<void> {
      await worker.terminate();
    },
  };
}
