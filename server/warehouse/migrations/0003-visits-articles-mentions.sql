-- Facts of visits to a site, of articles read and searched for, and of mentions in social networks.

CREATE TABLE IF NOT EXISTS visits (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  site_id LowCardinality(String),
  business_day LowCardinality(String),
  ticket String,
  source LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  service LowCardinality(String),
  counter LowCardinality(String),
  agent_id LowCardinality(String),
  called_at Nullable(DateTime64(3, 'UTC')),
  served_at Nullable(DateTime64(3, 'UTC')),
  left_at Nullable(DateTime64(3, 'UTC')),
  wait_ms Nullable(Int64),
  service_ms Nullable(Int64),
  settled Bool,
  left_unserved Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS article_reads (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  source LowCardinality(String),
  language LowCardinality(String),
  article_id LowCardinality(String),
  visitor_key String,
  opened Bool,
  left_at Nullable(DateTime64(3, 'UTC')),
  active_ms Nullable(Int64),
  expected_ms Nullable(Int64),
  scroll_share Nullable(Float64),
  read_time_share Nullable(Float64),
  read Bool,
  too_short Bool,
  vote LowCardinality(String),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS article_searches (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  source LowCardinality(String),
  language LowCardinality(String),
  article_id LowCardinality(String),
  visitor_key String,
  results Nullable(Float64),
  without_result Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS mentions (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  mention_id String,
  network LowCardinality(String),
  source LowCardinality(String),
  language LowCardinality(String),
  agent_id LowCardinality(String),
  answered_at Nullable(DateTime64(3, 'UTC')),
  answer_ms Nullable(Int64),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;
