-- People, their sessions and tokens; sealed secrets; the audit trail; answers kept for repeated requests.

-- `user` is a word of SQL.
CREATE TABLE user_account (
  name text PRIMARY KEY,
  role text NOT NULL,
  -- argon2id, in its own PHC form.
  password_hash text NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_sign_in_at timestamptz
);

CREATE TABLE session (
  id text PRIMARY KEY,
  -- SHA-256 of what the browser's cookie holds; that itself is nowhere.
  secret_hash bytea NOT NULL UNIQUE,
  user_name text NOT NULL REFERENCES user_account ON DELETE CASCADE,
  remote_address text,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);

CREATE INDEX session_user_name ON session (user_name);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE token (
  id text PRIMARY KEY,
  secret_hash bytea NOT NULL,
  user_name text NOT NULL REFERENCES user_account ON DELETE CASCADE,
  description text NOT NULL,
  -- NULL: all that its owner may do.
  permissions text[],
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  last_used_at timestamptz
);

CREATE INDEX token_user_name ON token (user_name);

-- A secret by name; a new value is a new version, and old ones stay for the blueprints that name them.
CREATE TABLE secret (
  name text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  kind text NOT NULL,
  -- Which key-encryption key opens it; that key is never in the database.
  key_id text NOT NULL,
  sealed text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, version)
);

-- The audit trail. `content` is the entry as canonical JSON, exactly as it was hashed; the columns beside it are for
-- finding entries and cannot differ from it. docs/audit-trail.md says how to check the chain without Tuskar.
CREATE TABLE audit_entry (
  seq bigint PRIMARY KEY,
  content text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  actor text NOT NULL GENERATED ALWAYS AS ((content::jsonb) ->> 'actor') STORED,
  action text NOT NULL GENERATED ALWAYS AS ((content::jsonb) ->> 'action') STORED,
  outcome text NOT NULL GENERATED ALWAYS AS ((content::jsonb) ->> 'outcome') STORED
);

CREATE INDEX audit_entry_actor ON audit_entry (actor, seq DESC);
CREATE INDEX audit_entry_action ON audit_entry (action, seq DESC);
CREATE INDEX audit_entry_outcome ON audit_entry (outcome, seq DESC);

CREATE FUNCTION audit_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END
$$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_entry_is_append_only();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_is_append_only();

-- Writes that have begun and have no entry yet. One that stays here was cut off by the death of its process.
CREATE TABLE audit_begun (
  request_id text PRIMARY KEY,
  write jsonb NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE idempotency_key (
  actor text NOT NULL,
  key text NOT NULL,
  -- SHA-256 of the request that the key was first sent with.
  digest text NOT NULL,
  status integer,
  -- The first answer, sealed: it may hold a secret that is shown once. NULL while the request is at work.
  key_id text,
  sealed text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
