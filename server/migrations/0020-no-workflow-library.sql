-- The workflow library kept a journal of its own beside our rows, which alone decided. An operation that a worker has
-- taken is told by its executor.

ALTER TABLE operation DROP COLUMN workflow_id;

DROP SCHEMA IF EXISTS dbos CASCADE;
