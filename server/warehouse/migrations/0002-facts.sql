-- Facts: what figures are computed from. A row replaces the one with the same key and a lower version.

CREATE TABLE IF NOT EXISTS sessions (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  session_id String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  kind LowCardinality(String),
  outbound Bool,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  opened_at DateTime64(3, 'UTC'),
  queued_at DateTime64(3, 'UTC'),
  ended_at Nullable(DateTime64(3, 'UTC')),
  end_reason LowCardinality(String),
  first_message_at Nullable(DateTime64(3, 'UTC')),
  last_message_at Nullable(DateTime64(3, 'UTC')),
  customer_messages UInt32,
  agent_messages UInt32,
  bot_messages UInt32,
  first_response_ms Nullable(Int64),
  resolution_ms Nullable(Int64),
  duration_ms Nullable(Int64),
  escalated Bool,
  handled_by_agent Bool,
  handled_by_bot Bool,
  not_handled Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS assignments (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  session_id String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  outbound Bool,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  session_started_at DateTime64(3, 'UTC'),
  ended_at Nullable(DateTime64(3, 'UTC')),
  outcome LowCardinality(String),
  replied Bool,
  not_handled Bool,
  agent_messages UInt32,
  response_after_assignment_ms Nullable(Int64),
  handle_ms Nullable(Int64),
  resolution_ms Nullable(Int64),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS turns (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  session_id String,
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
  reply_time_ms Int64,
  customer_wait_ms Int64,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS conversations (
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
  reopening Bool,
  time_to_resolution_ms Nullable(Int64),
  provisional Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS closures (
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
  closed_by LowCardinality(String),
  bulk Bool,
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  opened_at Nullable(DateTime64(3, 'UTC')),
  completion_ms Nullable(Int64),
  reopened Bool,
  reopened_at Nullable(DateTime64(3, 'UTC')),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS ratings (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  rating_id String,
  session_id String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  subject LowCardinality(String),
  scale LowCardinality(String),
  family LowCardinality(String),
  scoring_version UInt32,
  value Float64,
  score Nullable(Float64),
  satisfied Bool,
  first_value Float64,
  rated_owner LowCardinality(String),
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  survey_id LowCardinality(String),
  invitation_id String,
  question_id LowCardinality(String),
  message_id String,
  site_id LowCardinality(String),
  terminal_id LowCardinality(String),
  asked_at Nullable(DateTime64(3, 'UTC')),
  closed_at Nullable(DateTime64(3, 'UTC')),
  event_source LowCardinality(String),
  event_id String,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS invitations (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  invitation_id String,
  session_id String,
  conversation_id String,
  source LowCardinality(String),
  channel LowCardinality(String),
  inbox LowCardinality(String),
  topic LowCardinality(String),
  tags Array(LowCardinality(String)),
  campaign LowCardinality(String),
  language LowCardinality(String),
  customer_key String,
  subject LowCardinality(String),
  survey_id LowCardinality(String),
  rated_owner LowCardinality(String),
  agent_id LowCardinality(String),
  team_id LowCardinality(String),
  suppressed Bool,
  suppressed_reason LowCardinality(String),
  delivered_at Nullable(DateTime64(3, 'UTC')),
  survey_opened_at Nullable(DateTime64(3, 'UTC')),
  answered_at Nullable(DateTime64(3, 'UTC')),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS presence (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  agent_id LowCardinality(String),
  status LowCardinality(String),
  status_ms Int64,
  cut Bool,
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

CREATE TABLE IF NOT EXISTS calls (
  workspace_id UInt32,
  at DateTime64(3, 'UTC'),
  stream String,
  key String,
  call_id String,
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
  dialled LowCardinality(String),
  answered Bool,
  abandoned Bool,
  resolved Bool,
  answered_at Nullable(DateTime64(3, 'UTC')),
  ended_at Nullable(DateTime64(3, 'UTC')),
  speed_of_answer_ms Nullable(Int64),
  talk_ms Nullable(Int64),
  hold_ms Nullable(Int64),
  version UInt64,
  is_deleted UInt8
) ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(at)
ORDER BY (workspace_id, at, stream, key)
SETTINGS allow_experimental_replacing_merge_with_cleanup = 1;

