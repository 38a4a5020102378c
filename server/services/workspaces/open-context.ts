import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Actor, Context, Workspace } from '../../context.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import type { Schema } from '../../database/schema.ts';
import type { Folding } from '../../ingest/folding/folding.ts';
import type { Answers } from '../../warehouse/answers.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';

export interface ContextPorts {
  db: Kysely<Schema>;
  warehouse: Warehouse;
  answers: Pick<Answers, 'ask'>;
  folding: Pick<Folding, 'asOf'>;
  now: () => number;
  log: Logger;
}

/** What a service gets to work in a workspace, and nothing beyond it. */
export function openContext(
  workspace: Workspace,
  actor: Actor,
  { db, warehouse, answers, folding, now, log }: ContextPorts,
): Context {
  const own = warehouse.forWorkspace(workspace.id);
  return {
    workspace,
    actor,
    now,
    log,
    database: new ScopedDatabase(db, workspace.id),
    warehouse: own,
    ask: (question, viewer) => answers.ask(own, question, viewer),
    asOf: () => folding.asOf(),
  };
}
