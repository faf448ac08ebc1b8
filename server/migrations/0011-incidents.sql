-- Incidents: what is wrong and needs a person.

CREATE TABLE incident (
  id text PRIMARY KEY,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_name text NOT NULL,
  -- NULL: the whole of the subject.
  part text,
  severity text NOT NULL CHECK (severity IN ('warning', 'critical')),
  reason text NOT NULL,
  -- NULL: what the kind says.
  next_action text,
  opened_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text,
  note text,
  closed_at timestamptz,
  -- NULL on a closed one: it was gone by itself.
  closed_by text
);

CREATE UNIQUE INDEX incident_open
  ON incident (kind, subject_type, subject_name, coalesce(part, '')) WHERE closed_at IS NULL;
CREATE INDEX incident_newest ON incident (opened_at DESC, id DESC);
CREATE INDEX incident_subject ON incident (subject_type, subject_name, opened_at DESC, id DESC);
