-- How much of what a source sent was no sign of life (back-fills, imports, replays), and how much of that was
-- refused: what is left shows whether a source is silent.

ALTER TABLE ingest_counts ADD COLUMN IF NOT EXISTS history SimpleAggregateFunction(sum, UInt64);
ALTER TABLE ingest_counts ADD COLUMN IF NOT EXISTS history_refused SimpleAggregateFunction(sum, UInt64);
