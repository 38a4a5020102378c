-- Facts that chain a customer's contacts. `contacts` lies in the order of customers, because the fold of a customer
-- reads all of his at once: his key is the beginning of `key`.

CREATE TABLE IF NOT EXISTS contacts (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  call Bool,
  reopening Bool,
  abandoned Bool,
  closed_at Nullable(DateTime64(3, 'UTC')),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(at)
ORDER BY (workspace_id, substringIndex(key, ' ', 1), at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1, index_granularity = 128,
  min_parts_to_merge_at_once = 16, auto_statistics_types = '';

CREATE TABLE IF NOT EXISTS issues (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  contacts UInt32,
  calls UInt32,
  called Bool,
  last_contact_at DateTime64(3, 'UTC'),
  resolved_at Nullable(DateTime64(3, 'UTC')),
  provisional Bool,
  first_contact_resolved Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1, min_parts_to_merge_at_once = 16, auto_statistics_types = '';

CREATE TABLE IF NOT EXISTS duplicates (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  earlier_conversation_id String,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1, min_parts_to_merge_at_once = 16, auto_statistics_types = '';
