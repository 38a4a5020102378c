import type { Kysely } from 'kysely';
import { type Joins, noJoins } from '../../../core/people/joins.ts';
import type { FoldRules } from '../../../core/sessions/rules.ts';
import { readJoins } from '../../database/joins.ts';
import { readPolicies } from '../../database/policies.ts';
import { readSchedules } from '../../database/schedules.ts';
import type { Schema } from '../../database/schema.ts';
import { ScopedDatabase } from '../../database/scoped.ts';
import type { FoldWorker } from './fold-worker.ts';
import type { WorkspaceRules } from './protocol.ts';

/** What a folder knows of workspaces' rules: they are read again only where they changed. */
export class RulesSeen {
  private readonly versions = new Map<number, number>();
  private readonly joins = new Map<number, Joins>();
  private readonly db: Kysely<Schema>;

  constructor(db: Kysely<Schema>) {
    this.db = db;
  }

  /** Teaches a worker the rules that changed since the last time, all of them the first time. */
  async teach(worker: FoldWorker): Promise<void> {
    const changed = await this.readChanged();
    for (const { workspaceId, rules } of changed) this.joins.set(workspaceId, rules.joins);
    if (changed.length > 0) await worker.useRules(changed);
  }

  /** The joins that a workspace's streams are folded by. */
  readonly joinsOf = (workspaceId: number): Joins => this.joins.get(workspaceId) ?? noJoins;

  private async readChanged(): Promise<WorkspaceRules[]> {
    const versions = await this.db.selectFrom('rule_versions').select(['workspace_id', 'version']).execute();
    const changed: WorkspaceRules[] = [];
    for (const { workspace_id: workspaceId, version } of versions) {
      if (this.versions.get(workspaceId) === version) continue;
      changed.push({ workspaceId, rules: await readOwnRules(new ScopedDatabase(this.db, workspaceId)) });
      this.versions.set(workspaceId, version);
    }
    return changed;
  }

  /** There is a new worker, who knows nothing. */
  forget(): void {
    this.versions.clear();
  }
}

/** All that a workspace has decided that its facts depend on. */
export async function readOwnRules(database: ScopedDatabase): Promise<FoldRules> {
  return {
    policies: await readPolicies(database),
    schedules: await readSchedules(database),
    joins: await readJoins(database),
  };
}
