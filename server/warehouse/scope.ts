/**
 * Words that could widen a scoped read: a SETTINGS clause would replace the engine's filter, and these
 * table functions read tables under other names, which the filter does not know.
 */
const wideningWords = /\bsettings\b|\b(merge|merge\w+|remote\w*|cluster\w*|loop|view\w*|file|url|s3\w*)\s*\(/i;

/** Throws when a scoped statement could see beyond its workspace: a mistake of ours, found in tests. */
export function checkScopedSql(sql: string): void {
  const found = wideningWords.exec(sql);
  if (found) throw new Error(`not allowed in a scoped statement: ${found[0]}`);
}

/** ClickHouse's `additional_table_filters`: table -> condition, applied wherever the table is read. */
export function workspaceFilters(tables: readonly string[], workspaceId: number): Record<string, string> {
  if (!Number.isSafeInteger(workspaceId) || workspaceId < 1) throw new Error(`not a workspace: ${workspaceId}`);
  return Object.fromEntries(tables.map((table) => [table, `workspace_id = ${workspaceId}`]));
}
