import {
  type AggregateFunctionNode,
  AliasNode,
  BinaryOperationNode,
  ColumnNode,
  type CommonTableExpressionNameNode,
  type DeleteQueryNode,
  FromNode,
  type FunctionNode,
  IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type MergeQueryNode,
  type OnConflictNode,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  ParensNode,
  PrimitiveValueListNode,
  type QueryId,
  type RawNode,
  ReferenceNode,
  type RootOperationNode,
  SelectAllNode,
  type SelectModifierNode,
  SelectionNode,
  SelectQueryNode,
  TableNode,
  type UpdateQueryNode,
  type UsingNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
  WhereNode,
} from 'kysely';
import {
  isStatement,
  isValueNode,
  refusal,
  refuseMoving,
  requireFunction,
  requireHarmless,
  requireScoped,
  scopeColumn,
  tableName,
  targetAlias,
  withNamesIn,
} from './scope-rules.ts';

/**
 * Rewrites one statement so that it touches only the rows of one workspace. A table that is read
 * becomes `(select * from t where workspace_id = N)`, right under every kind of join; a table that
 * is written gets the condition in its WHERE. Whatever is not known to be safe is refused.
 */
export class ScopeTransformer extends OperationNodeTransformer {
  readonly #workspaceId: number;
  #withNames = new Set<string>();

  constructor(workspaceId: number) {
    super();
    this.#workspaceId = workspaceId;
  }

  scope(node: RootOperationNode, queryId: QueryId): RootOperationNode {
    if (!isStatement(node)) throw refusal(node.kind);
    this.#withNames = withNamesIn(node);
    return this.transformNode(node, queryId);
  }

  protected override transformFrom(node: FromNode, queryId?: QueryId): FromNode {
    return FromNode.create(node.froms.map((source) => this.#source(source, queryId)));
  }

  protected override transformUsing(node: UsingNode, queryId?: QueryId): UsingNode {
    return { kind: 'UsingNode', tables: node.tables.map((source) => this.#source(source, queryId)) };
  }

  protected override transformJoin(node: JoinNode, queryId?: QueryId): JoinNode {
    const { joinType, on } = node;
    const table = this.#source(node.table, queryId);
    return { kind: 'JoinNode', joinType, table, ...(on && { on: this.transformNode(on, queryId) }) };
  }

  /** Something rows are read from. */
  #source(node: OperationNode, queryId?: QueryId): OperationNode {
    if (TableNode.is(node)) return this.#rowsOf(node, tableName(node));
    if (AliasNode.is(node) && TableNode.is(node.node) && IdentifierNode.is(node.alias)) {
      return this.#rowsOf(node.node, node.alias.name);
    }
    return this.transformNode(node, queryId);
  }

  #rowsOf(table: TableNode, alias: string): OperationNode {
    const name = tableName(table);
    if (this.#withNames.has(name)) return AliasNode.create(table, IdentifierNode.create(alias));
    requireScoped(name);
    const own: SelectQueryNode = {
      ...SelectQueryNode.createFrom([table]),
      selections: [SelectionNode.create(SelectAllNode.create())],
      where: WhereNode.create(this.#isOwn(name)),
    };
    return AliasNode.create(own, IdentifierNode.create(alias));
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId?: QueryId): UpdateQueryNode {
    if (!node.table) throw refusal('update of nothing');
    for (const update of node.updates ?? []) refuseMoving(update);
    const { table, where, ...rest } = node;
    return {
      ...super.transformUpdateQuery(rest, queryId),
      table,
      where: this.#ownOnly(targetAlias(table), where, queryId),
    };
  }

  protected override transformDeleteQuery(node: DeleteQueryNode, queryId?: QueryId): DeleteQueryNode {
    const [table, ...others] = node.from.froms;
    if (!table || others.length > 0) throw refusal('delete from several tables');
    const { where, ...rest } = node;
    return {
      ...super.transformDeleteQuery({ ...rest, from: FromNode.create([]) }, queryId),
      from: node.from,
      where: this.#ownOnly(targetAlias(table), where, queryId),
    };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId?: QueryId): InsertQueryNode {
    const { into, columns, values, ...rest } = node;
    if (!into || !columns || !values || !ValuesNode.is(values)) throw refusal('insert without rows');
    requireScoped(tableName(into));
    const place = columns.findIndex((each) => each.column.name === scopeColumn);
    const transformed = this.transformNode(values, queryId);
    return {
      ...super.transformInsertQuery(rest, queryId),
      into,
      columns: place >= 0 ? columns : [...columns, ColumnNode.create(scopeColumn)],
      values: place >= 0 ? this.#checkRows(transformed, place) : this.#markRows(transformed),
      ...(node.onConflict && { onConflict: this.#ownConflict(node.onConflict, into, queryId) }),
    };
  }

  #checkRows(rows: ValuesNode, place: number): ValuesNode {
    for (const row of rows.values) {
      const value = PrimitiveValueListNode.is(row) ? row.values[place] : row.values[place];
      const given = isValueNode(value) ? value.value : value;
      if (given !== this.#workspaceId) throw refusal('insert into another workspace');
    }
    return rows;
  }

  #markRows(rows: ValuesNode): ValuesNode {
    return ValuesNode.create(
      rows.values.map((row) =>
        PrimitiveValueListNode.is(row)
          ? PrimitiveValueListNode.create([...row.values, this.#workspaceId])
          : ValueListNode.create([...row.values, ValueNode.create(this.#workspaceId)]),
      ),
    );
  }

  #ownConflict(node: OnConflictNode, into: TableNode, queryId?: QueryId): OnConflictNode {
    for (const update of node.updates ?? []) refuseMoving(update);
    const { updateWhere, ...rest } = node;
    const conflict = super.transformOnConflict(rest, queryId);
    return node.updates ? { ...conflict, updateWhere: this.#ownOnly(tableName(into), updateWhere, queryId) } : conflict;
  }

  /** The statement's own condition in parentheses, and that the row is the workspace's. */
  #ownOnly(table: string, where: WhereNode | undefined, queryId?: QueryId): WhereNode {
    const own = WhereNode.create(this.#isOwn(table));
    if (!where) return own;
    const given = ParensNode.create(this.transformNode(where.where, queryId));
    return WhereNode.cloneWithOperation(own, 'And', given);
  }

  #isOwn(table: string): OperationNode {
    return BinaryOperationNode.create(
      ReferenceNode.create(ColumnNode.create(scopeColumn), TableNode.create(table)),
      OperatorNode.create('='),
      ValueNode.create(this.#workspaceId),
    );
  }

  protected override transformTable(node: TableNode): TableNode {
    throw refusal(`table ${tableName(node)} in an unexpected place`);
  }

  /** `t.column` and `for update of t` only name what FROM already scoped. */
  protected override transformReference(node: ReferenceNode): ReferenceNode {
    return node;
  }

  protected override transformSelectModifier(node: SelectModifierNode): SelectModifierNode {
    if (node.rawModifier) throw refusal('raw SQL');
    return node;
  }

  protected override transformCommonTableExpressionName(
    node: CommonTableExpressionNameNode,
  ): CommonTableExpressionNameNode {
    return node;
  }

  protected override transformRaw(node: RawNode): RawNode {
    requireHarmless(node);
    return node;
  }

  protected override transformFunction(node: FunctionNode, queryId?: QueryId): FunctionNode {
    requireFunction(node.func);
    return super.transformFunction(node, queryId);
  }

  protected override transformAggregateFunction(node: AggregateFunctionNode, queryId?: QueryId): AggregateFunctionNode {
    requireFunction(node.func);
    return super.transformAggregateFunction(node, queryId);
  }

  protected override transformMergeQuery(_node: MergeQueryNode): never {
    throw refusal('merge');
  }
}
