-- Clocks in working hours, beside those in clock time.

ALTER TABLE sessions
  ADD COLUMN IF NOT EXISTS first_response_working_ms Nullable(Int64) AFTER first_response_ms,
  ADD COLUMN IF NOT EXISTS resolution_working_ms Nullable(Int64) AFTER resolution_ms,
  ADD COLUMN IF NOT EXISTS duration_working_ms Nullable(Int64) AFTER duration_ms;

ALTER TABLE assignments
  ADD COLUMN IF NOT EXISTS response_after_assignment_working_ms Nullable(Int64) AFTER response_after_assignment_ms,
  ADD COLUMN IF NOT EXISTS handle_working_ms Nullable(Int64) AFTER handle_ms,
  ADD COLUMN IF NOT EXISTS resolution_working_ms Nullable(Int64) AFTER resolution_ms;

ALTER TABLE turns
  ADD COLUMN IF NOT EXISTS reply_time_working_ms Nullable(Int64) AFTER reply_time_ms,
  ADD COLUMN IF NOT EXISTS customer_wait_working_ms Nullable(Int64) AFTER customer_wait_ms;

ALTER TABLE conversations
  ADD COLUMN IF NOT EXISTS time_to_resolution_working_ms Nullable(Int64) AFTER time_to_resolution_ms;

ALTER TABLE closures
  ADD COLUMN IF NOT EXISTS completion_working_ms Nullable(Int64) AFTER completion_ms;

ALTER TABLE calls
  ADD COLUMN IF NOT EXISTS speed_of_answer_working_ms Nullable(Int64) AFTER speed_of_answer_ms;

ALTER TABLE visits
  ADD COLUMN IF NOT EXISTS wait_working_ms Nullable(Int64) AFTER wait_ms;

ALTER TABLE mentions
  ADD COLUMN IF NOT EXISTS answer_working_ms Nullable(Int64) AFTER answer_ms;
