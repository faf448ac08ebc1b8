-- What watching the BMCs has seen. Written only where something has changed, so that a pass over 10,000 costs little.

CREATE TABLE machine_watch (
  machine_id uuid PRIMARY KEY REFERENCES machine (id) ON DELETE CASCADE,
  -- Passes in a row in which its BMC did not answer.
  misses integer NOT NULL DEFAULT 0,
  health text CHECK (health IN ('ok', 'warning', 'critical')),
  -- When its parts, sensors and event log were last read.
  read_at timestamptz,
  -- Newest entry of its event log that was seen.
  log_seen timestamptz,
  -- As the API shows them.
  sensors jsonb NOT NULL DEFAULT '[]'
);
