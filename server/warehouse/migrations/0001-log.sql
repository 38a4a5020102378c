-- The event log: the truth that every fact is computed from. `digest` is the content hash; `rank`
-- (revision, then digest) is both the fold's choice among equal ids and what a merge keeps.
CREATE TABLE IF NOT EXISTS events (
  workspace_id UInt32,
  stream String,
  source LowCardinality(String),
  id String,
  revision UInt32,
  digest UInt64,
  rank UInt128 DEFAULT bitOr(bitShiftLeft(toUInt128(revision), 64), toUInt128(digest)),
  lane UInt8,
  received DateTime64(3, 'UTC'),
  at DateTime64(3, 'UTC'),
  sequence Int64,
  type LowCardinality(String),
  history Bool,
  body String CODEC(ZSTD(1)),
  PROJECTION by_received (SELECT received, workspace_id, stream, lane ORDER BY received)
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(received)
ORDER BY (workspace_id, stream, source, id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1,
  deduplicate_merge_projection_mode = 'rebuild';

-- What an event says of a person: texts, comments, links and fields we do not know. Erasable.
CREATE TABLE IF NOT EXISTS private_events (
  workspace_id UInt32,
  stream String,
  source LowCardinality(String),
  id String,
  revision UInt32,
  digest UInt64,
  rank UInt128 DEFAULT bitOr(bitShiftLeft(toUInt128(revision), 64), toUInt128(digest)),
  received DateTime64(3, 'UTC'),
  text String CODEC(ZSTD(1)),
  comment String CODEC(ZSTD(1)),
  url String,
  extra String CODEC(ZSTD(1))
) ENGINE = ReplacingMergeTree(rank)
PARTITION BY toYYYYMM(received)
ORDER BY (workspace_id, stream, source, id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- Contact details, a row an event that told them; for display the newest of each field wins.
CREATE TABLE IF NOT EXISTS private_customers (
  workspace_id UInt32,
  customer_key String,
  source LowCardinality(String),
  id String,
  at DateTime64(3, 'UTC'),
  customer_id String,
  name String,
  phone String,
  email String,
  language LowCardinality(String)
) ENGINE = ReplacingMergeTree(at)
ORDER BY (workspace_id, customer_key, source, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Display names of agents and teams, a row an event that told them; the newest wins.
CREATE TABLE IF NOT EXISTS names (
  workspace_id UInt32,
  kind LowCardinality(String),
  subject_id String,
  source LowCardinality(String),
  id String,
  at DateTime64(3, 'UTC'),
  name String
) ENGINE = ReplacingMergeTree(at)
ORDER BY (workspace_id, kind, subject_id, source, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Refused events with the reason, kept 30 days and replayable.
CREATE TABLE IF NOT EXISTS dead_letters (
  workspace_id UInt32,
  received DateTime64(3, 'UTC'),
  letter_id String,
  source LowCardinality(String),
  code LowCardinality(String),
  params String,
  customer_key String,
  raw String CODEC(ZSTD(1)),
  replayed Bool DEFAULT false,
  version UInt64
) ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(received)
ORDER BY (workspace_id, received, letter_id)
TTL toDateTime(received) + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What each source sent, per hour of receipt: received = accepted + duplicate + refused; late beside.
CREATE TABLE IF NOT EXISTS ingest_counts (
  workspace_id UInt32,
  hour DateTime('UTC'),
  source LowCardinality(String),
  accepted SimpleAggregateFunction(sum, UInt64),
  duplicate SimpleAggregateFunction(sum, UInt64),
  refused SimpleAggregateFunction(sum, UInt64),
  late SimpleAggregateFunction(sum, UInt64),
  last_received SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
  last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC'))
) ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, hour, source)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Which fact rows a stream has written, a row a key, so that a fold deletes what moved or vanished:
-- written before the fact, deleted after it.
CREATE TABLE IF NOT EXISTS folds (
  workspace_id UInt32,
  stream String,
  fact LowCardinality(String),
  at DateTime64(3, 'UTC'),
  key String,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (workspace_id, stream, fact, at, key)
SETTINGS index_granularity = 1024, allow_experimental_replacing_merge_with_cleanup = 1;
