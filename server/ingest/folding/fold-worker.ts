import { Worker } from 'node:worker_threads';
import { factNames, factSpecs } from '../../../core/sessions/facts.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import type {
  FoldAnswer,
  FoldRequest,
  StreamRef,
  TableTypes,
  WorkerCall,
  WorkerReply,
  WorkspaceRules,
} from './protocol.ts';
import { foldsTable } from './written-rows.ts';

type CallBody = WorkerCall extends infer Call ? (Call extends WorkerCall ? Omit<Call, 'id'> : never) : never;

/** The thread that folds: it computes, and touches no engine. */
export interface FoldWorker {
  /** Folds streams in memory; those it does not remember come back as `forgotten`. */
  fold(request: FoldRequest): Promise<FoldAnswer>;
  /** Drops streams whose rows were not stored after all, or that somebody else may have folded. */
  forget(streams: StreamRef[]): Promise<void>;
  /** Folds by these rules from now on; what was folded by the former ones is dropped. */
  useRules(changed: WorkspaceRules[]): Promise<void>;
  stop(): Promise<void>;
}

/** Types of all tables that folding writes to. */
export async function readTableTypes(warehouse: Warehouse): Promise<TableTypes> {
  const types: Record<string, TableTypes[string]> = {};
  for (const table of [...factNames.map((fact) => factSpecs[fact].table), foldsTable])
    types[table] = await warehouse.columnTypes(table);
  return types;
}

/** Starts the thread. A failure inside a call rejects that call; the death of the thread, all of them. */
export function startFoldWorker(types: TableTypes): FoldWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: types,
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  const waiting = new Map<number, PromiseWithResolvers<FoldAnswer>>();
  let lastId = 0;

  worker.on('message', (reply: WorkerReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('failure' in reply) call?.reject(new Error(reply.failure));
    else call?.resolve(reply.answer);
  });
  worker.on('error', (error: Error) => failAll(error));
  worker.on('exit', () => failAll(new Error('the fold worker has stopped')));

  function failAll(error: Error): void {
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  }

  function ask(body: CallBody): Promise<FoldAnswer> {
    const id = ++lastId;
    const call = Promise.withResolvers<FoldAnswer>();
    waiting.set(id, call);
    const message = { id, ...body } as WorkerCall;
    worker.postMessage(message);
    return call.promise;
  }

  return {
    fold: (request) => ask({ call: 'fold', request }),
    async forget(streams) {
      await ask({ call: 'forget', streams });
    },
    async useRules(changed) {
      await ask({ call: 'useRules', changed });
    },
    async stop() {
      await worker.terminate();
    },
  };
}
