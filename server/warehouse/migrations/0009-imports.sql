-- Which import brought a row; 0: none. It ends the sorting key, so that rows of two deliveries of one event stay apart,
-- and undoing an import takes its own alone. Readers of these tables drop repeats themselves.
ALTER TABLE events
  ADD COLUMN IF NOT EXISTS import_id UInt32, MODIFY ORDER BY (workspace_id, stream, source, id, import_id);
ALTER TABLE private_events
  ADD COLUMN IF NOT EXISTS import_id UInt32, MODIFY ORDER BY (workspace_id, stream, source, id, import_id);
ALTER TABLE private_customers
  ADD COLUMN IF NOT EXISTS import_id UInt32, MODIFY ORDER BY (workspace_id, customer_key, source, id, import_id);
ALTER TABLE names
  ADD COLUMN IF NOT EXISTS import_id UInt32, MODIFY ORDER BY (workspace_id, kind, subject_id, source, id, import_id);
ALTER TABLE dead_letters ADD COLUMN IF NOT EXISTS import_id UInt32;
