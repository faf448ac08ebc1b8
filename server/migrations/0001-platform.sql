-- Operations: durable work, its steps, what it holds, its log, and the processes that carry it out.

CREATE TABLE operation (
  id text PRIMARY KEY,
  kind text NOT NULL,
  title text NOT NULL,
  subject_type text NOT NULL,
  subject_name text NOT NULL,
  input jsonb NOT NULL,
  state text NOT NULL CHECK (
    state IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelling', 'cancelled')
  ),
  requested_by text NOT NULL,
  reason text,
  -- Operations of one queue share a limit on how many run at once.
  queue text NOT NULL,
  attempt integer NOT NULL DEFAULT 1,
  -- The journal's id of the present run: NULL while no worker has taken it.
  workflow_id text,
  run integer NOT NULL DEFAULT 0,
  executor text,
  -- Changes each time a process begins to carry it out; a write under an older one is refused.
  fence uuid,
  steps_done integer NOT NULL DEFAULT 0,
  steps_total integer NOT NULL DEFAULT 0,
  waiting_for text,
  next_action text,
  error jsonb,
  result jsonb,
  cancel_requested_by text,
  cancel_reason text,
  log_lines integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  queued_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  ended_at timestamptz
);

CREATE INDEX operation_newest ON operation (created_at DESC, id DESC);
CREATE INDEX operation_subject ON operation (subject_type, subject_name, created_at DESC, id DESC);
CREATE INDEX operation_open ON operation (state, queued_at) WHERE ended_at IS NULL;
CREATE INDEX operation_ended ON operation (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE operation_step (
  operation_id text NOT NULL REFERENCES operation ON DELETE CASCADE,
  name text NOT NULL,
  -- Place in the plan, counted through all waves.
  position integer NOT NULL,
  wave integer NOT NULL,
  title text NOT NULL,
  host text,
  state text NOT NULL DEFAULT 'pending' CHECK (
    state IN ('pending', 'running', 'waiting', 'done', 'failed', 'skipped', 'undone')
  ),
  attempts integer NOT NULL DEFAULT 0,
  message text,
  waiting_for text,
  error jsonb,
  result jsonb,
  started_at timestamptz,
  ended_at timestamptz,
  deadline_at timestamptz,
  PRIMARY KEY (operation_id, name)
);

-- What an operation holds from its submission to its end: one holder a subject.
CREATE TABLE operation_lock (
  subject_type text NOT NULL,
  subject_name text NOT NULL,
  operation_id text NOT NULL REFERENCES operation ON DELETE CASCADE,
  since timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject_type, subject_name)
);

CREATE INDEX operation_lock_holder ON operation_lock (operation_id);

CREATE TABLE operation_log (
  operation_id text NOT NULL REFERENCES operation ON DELETE CASCADE,
  seq integer NOT NULL,
  at timestamptz NOT NULL,
  step text,
  host text,
  level text NOT NULL CHECK (level IN ('info', 'warn', 'error')),
  line text NOT NULL,
  PRIMARY KEY (operation_id, seq)
);

-- A process that carries out operations. It is alive while it holds the session advisory lock of its id.
CREATE TABLE operation_executor (
  id text PRIMARY KEY,
  hostname text NOT NULL,
  pid integer NOT NULL,
  version text NOT NULL,
  -- The kinds of operation that it can carry out.
  kinds text[] NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  heartbeat_at timestamptz NOT NULL DEFAULT now()
);

-- Events. `id` is the order in which they became visible, so that a reader who has seen an id has seen all
-- smaller ones: it is given at commit, under a lock, not at insertion, where a slow transaction would later
-- slip an event in behind a reader's back. The lock is the last thing a transaction takes, so it cannot deadlock.

CREATE SEQUENCE event_id;

CREATE TABLE event (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id bigint UNIQUE,
  type text NOT NULL,
  subject_type text NOT NULL,
  subject_name text NOT NULL,
  data jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE INDEX event_at ON event (at);

CREATE FUNCTION event_publish() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7310866170217983044);
  UPDATE event SET id = nextval('event_id') WHERE key = NEW.key;
  PERFORM pg_notify('tuskar_event', '');
  RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER event_publish AFTER INSERT ON event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_publish();
