import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { isCustomerStream } from '../../../core/events/streams.ts';
import { defaultRules, type FoldRules } from '../../../core/sessions/rules.ts';
import { bytesOf, type CachedStream, compact, foldCached, fromStorage, takeIn } from './stream-cache.ts';
import {
  type FoldAnswer,
  type FoldedStream,
  type FoldJob,
  type FoldRequest,
  refKey,
  type StreamRef,
  type TableTypes,
  type WorkerCall,
  type WorkerReply,
  type WorkspaceRules,
} from './protocol.ts';
import type { RowBlock } from '../../warehouse/warehouse.ts';
import { RowWriter } from './written-rows.ts';

/** Recent streams stay in memory up to this; the least recently used goes first. */
const memoryLimitBytes = 256 * 1024 * 1024;

/** A stream longer than this keeps no events: it is seldom that something in it comes out of order. */
const longStreamEvents = 50;

// Much lives here for some seconds and dies old, which by default is swept only when the heap has grown fourfold.
// It holds for the whole process.
setFlagsFromString('--heap-growing-percent=50');

const types = workerData as TableTypes;
let writer = new RowWriter(types);
const nothing: FoldAnswer = {
  streams: [],
  rows: { newKeys: [], facts: [], tombstones: [], vanishedKeys: [] },
  forgotten: [],
};

/** Least recently used first: a Map keeps the order of insertion. */
const cache = new Map<string, CachedStream>();
let cachedBytes = 0;

/** By workspace; one that has decided nothing has the defaults. */
const rulesOf = new Map<number, FoldRules>();

parentPort?.on('message', (call: WorkerCall) => {
  const reply = answerTo(call);
  parentPort?.postMessage(reply, 'answer' in reply ? memoryOf(reply.answer) : []);
});

function answerTo(call: WorkerCall): WorkerReply {
  try {
    if (call.call === 'fold') return { id: call.id, answer: fold(call.request) };
    if (call.call === 'useRules') useRules(call.changed);
    else for (const ref of call.streams) forget(ref);
    return { id: call.id, answer: nothing };
  } catch (error) {
    // What it held is of a pass that failed.
    writer = new RowWriter(types);
    return { id: call.id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** What is handed over instead of copied. */
function memoryOf({ rows }: FoldAnswer): ArrayBuffer[] {
  return Object.values(rows).flatMap((blocks: RowBlock[]) => blocks.map(({ bytes }) => bytes.buffer as ArrayBuffer));
}

/** What is held was folded by the former rules: it is read again when it is wanted. */
function useRules(changed: readonly WorkspaceRules[]): void {
  for (const { workspaceId, rules } of changed) rulesOf.set(workspaceId, rules);
  const workspaces = new Set(changed.map(({ workspaceId }) => workspaceId));
  for (const cached of cache.values()) if (workspaces.has(cached.workspaceId)) forget(cached);
}

function fold({ jobs, now }: FoldRequest): FoldAnswer {
  const streams: FoldedStream[] = [];
  const forgotten: StreamRef[] = [];
  for (const job of jobs) {
    const cached = recall(job);
    if (cached === null || !takeIn(cached, job.fresh)) {
      forgotten.push({ workspaceId: job.workspaceId, stream: job.stream });
      continue;
    }
    const { puts, deletes, ...stream } = foldCached(cached, rulesOf.get(job.workspaceId) ?? defaultRules, now);
    writer.add({ puts, deletes, ...stream }, job.version);
    streams.push(stream);
    if (isCustomerStream(job.stream)) continue;
    if (stream.length > longStreamEvents) compact(cached);
    remember(cached);
  }
  evict();
  return { streams, rows: writer.rows(), forgotten };
}

function recall(job: FoldJob): CachedStream | null {
  if (job.stored !== null) {
    forget(job);
    return fromStorage({ workspaceId: job.workspaceId, stream: job.stream }, job.stored);
  }
  const key = refKey(job);
  const cached = cache.get(key);
  if (cached === undefined) return null;
  cachedBytes -= bytesOf(cached);
  cache.delete(key);
  return cached;
}

function remember(cached: CachedStream): void {
  cache.set(refKey(cached), cached);
  cachedBytes += bytesOf(cached);
}

function forget(ref: StreamRef): void {
  const key = refKey(ref);
  const cached = cache.get(key);
  if (cached === undefined) return;
  cachedBytes -= bytesOf(cached);
  cache.delete(key);
}

/** First the events go, oldest use first; if that is not enough, whole streams. */
function evict(): void {
  for (const cached of cache.values()) {
    if (cachedBytes <= memoryLimitBytes) return;
    cachedBytes -= bytesOf(cached);
    compact(cached);
    cachedBytes += bytesOf(cached);
  }
  for (const cached of cache.values()) {
    if (cachedBytes <= memoryLimitBytes) return;
    forget(cached);
  }
}
