import {
  type AbortableOperationOptions,
  type AbortableQueryOptions,
  type CompiledQuery,
  type ConnectionProvider,
  type Kysely,
  type KyselyPlugin,
  QueryCreator,
  type QueryExecutor,
  type QueryId,
  type QueryResult,
  type RootOperationNode,
} from 'kysely';
import { ScopeTransformer } from './scope-transformer.ts';
import type { ScopedSchema } from './scoped-tables.ts';
import type { Schema } from './schema.ts';

/**
 * PostgreSQL as one workspace sees it: every statement, whatever its shape, reads and writes only
 * the rows of this workspace. Tables of nobody, raw SQL and unknown functions are refused, and
 * neither `withoutPlugins` nor a transaction leads around it; it runs no statement made elsewhere.
 */
export class ScopedDatabase extends QueryCreator<ScopedSchema> {
  readonly workspaceId: number;
  readonly #db: Kysely<Schema>;

  constructor(db: Kysely<Schema>, workspaceId: number) {
    super({ executor: new ScopedExecutor(db.getExecutor(), workspaceId) });
    this.workspaceId = workspaceId;
    this.#db = db;
  }

  /** Runs `work` in one transaction; what it throws rolls everything back. */
  transaction<T>(work: (trx: ScopedDatabase) => Promise<T>): Promise<T> {
    return this.#db.transaction().execute((trx) => work(new ScopedDatabase(trx, this.workspaceId)));
  }
}

/** Scopes where statements become text: the last step, which no plugin and no builder can skip. */
class ScopedExecutor implements QueryExecutor {
  readonly #base: QueryExecutor;
  readonly #workspaceId: number;

  constructor(base: QueryExecutor, workspaceId: number) {
    this.#base = base;
    this.#workspaceId = workspaceId;
  }

  compileQuery<R>(node: RootOperationNode, queryId: QueryId): CompiledQuery<R> {
    const scoped = new ScopeTransformer(this.#workspaceId).scope(node, queryId);
    return this.#base.compileQuery<R>(scoped, queryId);
  }

  executeQuery<R>(query: CompiledQuery<R>, options?: AbortableQueryOptions): Promise<QueryResult<R>> {
    return this.#base.executeQuery(query, options);
  }

  stream<R>(
    query: CompiledQuery<R>,
    chunkSize: number,
    options?: AbortableOperationOptions,
  ): AsyncIterableIterator<QueryResult<R>> {
    return this.#base.stream(query, chunkSize, options);
  }

  provideConnection(): never {
    throw new Error('scoped database: no bare connections');
  }

  withConnectionProvider(_provider: ConnectionProvider): never {
    throw new Error('scoped database: no other connections');
  }

  get adapter() {
    return this.#base.adapter;
  }

  get plugins() {
    return this.#base.plugins;
  }

  transformQuery<T extends RootOperationNode>(node: T, queryId: QueryId): T {
    return this.#base.transformQuery(node, queryId);
  }

  withPlugin(plugin: KyselyPlugin): QueryExecutor {
    return new ScopedExecutor(this.#base.withPlugin(plugin), this.#workspaceId);
  }

  withPlugins(plugins: readonly KyselyPlugin[]): QueryExecutor {
    return new ScopedExecutor(this.#base.withPlugins(plugins), this.#workspaceId);
  }

  withPluginAtFront(plugin: KyselyPlugin): QueryExecutor {
    return new ScopedExecutor(this.#base.withPluginAtFront(plugin), this.#workspaceId);
  }

  withoutPlugins(): QueryExecutor {
    return new ScopedExecutor(this.#base.withoutPlugins(), this.#workspaceId);
  }
}
