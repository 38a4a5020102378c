-- Until when the owner of an assignment had it.

ALTER TABLE assignments ADD COLUMN IF NOT EXISTS owned_until Nullable(DateTime64(3, 'UTC')) AFTER ended_at;
