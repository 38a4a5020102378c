import {
  AliasNode,
  ColumnNode,
  type ColumnUpdateNode,
  IdentifierNode,
  type OperationNode,
  type RawNode,
  ReferenceNode,
  type RootOperationNode,
  TableNode,
  ValueNode,
} from 'kysely';
import { scopedTables } from './scoped-tables.ts';

/** What marks a row as a workspace's. */
export const scopeColumn = 'workspace_id';

/** Functions a scoped statement may call: none of them reads tables, files or settings. */
const functions = new Set([
  'count',
  'sum',
  'min',
  'max',
  'avg',
  'coalesce',
  'greatest',
  'least',
  'lower',
  'upper',
  'length',
  'array_agg',
  'json_agg',
  'jsonb_agg',
  'string_agg',
  'row_number',
  'rank',
  'any',
]);

/** Kysely's own use of raw SQL: the direction of an order, and `on true`. */
const harmlessRaw = new Set(['asc', 'desc', 'true']);

export function isStatement(node: RootOperationNode): boolean {
  return ['SelectQueryNode', 'InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'].includes(node.kind);
}

/** Table or alias that a written table goes by in its statement. */
export function targetAlias(node: OperationNode): string {
  if (TableNode.is(node)) return requireScoped(tableName(node));
  if (AliasNode.is(node) && TableNode.is(node.node) && IdentifierNode.is(node.alias)) {
    requireScoped(tableName(node.node));
    return node.alias.name;
  }
  throw refusal(`writing to ${node.kind}`);
}

export function tableName(node: TableNode): string {
  if (node.table.schema) throw refusal('a named schema');
  return node.table.identifier.name;
}

export function requireScoped(name: string): string {
  if (!Object.hasOwn(scopedTables, name)) throw refusal(`table ${name}`);
  return name;
}

export function requireFunction(name: string): void {
  if (!functions.has(name)) throw refusal(`function ${name}`);
}

export function requireHarmless({ sqlFragments: [sql, ...more] }: RawNode): void {
  if (more.length > 0 || sql === undefined || !harmlessRaw.has(sql)) throw refusal('raw SQL');
}

export function refuseMoving(update: ColumnUpdateNode): void {
  const target = ReferenceNode.is(update.column) ? update.column.column : update.column;
  if (!ColumnNode.is(target)) throw refusal(`update of ${target.kind}`);
  if (target.column.name === scopeColumn) throw refusal('moving a row to another workspace');
}

/** Names that `with` gives; one that hides a table is refused, as it could hide it elsewhere too. */
export function withNamesIn(node: OperationNode): Set<string> {
  const names = new Set<string>();
  visit(node, (each) => {
    if (each.kind !== 'CommonTableExpressionNode' || !('name' in each)) return;
    const { name } = each;
    if (!isNode(name) || !('table' in name) || !isTable(name.table)) throw refusal('with');
    const given = tableName(name.table);
    if (Object.hasOwn(scopedTables, given)) throw refusal(`with named as table ${given}`);
    names.add(given);
  });
  return names;
}

function visit(value: unknown, see: (node: OperationNode) => void): void {
  if (Array.isArray(value)) return value.forEach((each) => visit(each, see));
  if (!isNode(value)) return;
  see(value);
  Object.values(value).forEach((each) => visit(each, see));
}

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function isTable(value: unknown): value is TableNode {
  return isNode(value) && TableNode.is(value);
}

export function isValueNode(value: unknown): value is ValueNode {
  return isNode(value) && ValueNode.is(value);
}

export function refusal(what: string): Error {
  return new Error(`scoped database: refused ${what}`);
}
