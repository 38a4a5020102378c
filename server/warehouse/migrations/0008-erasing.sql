-- What erasures under way are about to remove, so that a statement that removes it names numbers and no names:
-- the engine keeps the text of such statements.
CREATE TABLE IF NOT EXISTS erasing (
  workspace_id UInt32,
  erasure_id UInt32,
  kind LowCardinality(String),
  name String
) ENGINE = ReplacingMergeTree
ORDER BY (workspace_id, erasure_id, kind, name);
