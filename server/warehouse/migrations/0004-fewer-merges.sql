-- What is inserted many times a second is merged in larger steps: half the rewriting of rows for a few parts more
-- to read. Statistics that no query of ours uses are not kept.

ALTER TABLE events MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE private_events MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE sessions MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE assignments MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE turns MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE conversations MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE closures MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE ratings MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE invitations MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE presence MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE calls MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE folds MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE private_customers MODIFY SETTING auto_statistics_types = '';
ALTER TABLE names MODIFY SETTING auto_statistics_types = '';
ALTER TABLE dead_letters MODIFY SETTING auto_statistics_types = '';
ALTER TABLE ingest_counts MODIFY SETTING auto_statistics_types = '';
ALTER TABLE events DROP PROJECTION IF EXISTS by_received;
ALTER TABLE visits MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE article_reads MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE article_searches MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
ALTER TABLE mentions MODIFY SETTING min_parts_to_merge_at_once = 16, auto_statistics_types = '';
