-- Clouds: what operators declared, the blueprints made from it, the health of what runs, and verifications.

CREATE TABLE cloud (
  name text PRIMARY KEY,
  state text NOT NULL DEFAULT 'planned' CHECK (
    state IN ('planned', 'deploying', 'active', 'degraded', 'failed', 'destroying')
  ),
  state_reason text,
  state_since timestamptz NOT NULL DEFAULT now(),
  -- The blueprint that the hosts were last made equal to; NULL: none yet.
  current_blueprint text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- A host as a blueprint has it, under the digest of its content: blueprints that leave a host as it is share it.
CREATE TABLE blueprint_part (
  digest text PRIMARY KEY,
  content json NOT NULL
);

CREATE TABLE blueprint (
  id text PRIMARY KEY,
  cloud text NOT NULL REFERENCES cloud ON DELETE CASCADE,
  -- What it was computed against: the current blueprint of that moment.
  parent text REFERENCES blueprint,
  state text NOT NULL DEFAULT 'proposed' CHECK (
    state IN ('proposed', 'approved', 'executing', 'executed', 'failed', 'superseded', 'abandoned')
  ),
  image text NOT NULL,
  -- cloud.yaml as it was given.
  intent text NOT NULL,
  digest text NOT NULL,
  -- All that was compiled but the hosts.
  header json NOT NULL,
  summary json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  approved_at timestamptz,
  approved_by text,
  approval_reason text,
  -- The operation that last executed it.
  executed_by text,
  ended_reason text
);

CREATE INDEX blueprint_newest ON blueprint (cloud, created_at DESC, id DESC);

ALTER TABLE cloud ADD FOREIGN KEY (current_blueprint) REFERENCES blueprint DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE blueprint_host (
  blueprint text NOT NULL REFERENCES blueprint ON DELETE CASCADE,
  host text NOT NULL,
  -- Place in the intent.
  position integer NOT NULL,
  part text NOT NULL REFERENCES blueprint_part,
  PRIMARY KEY (blueprint, host)
);

CREATE INDEX blueprint_host_part ON blueprint_host (part);

-- What the last look at a service found, one row for each probe.
CREATE TABLE service_health (
  cloud text NOT NULL REFERENCES cloud ON DELETE CASCADE,
  host text NOT NULL,
  service text NOT NULL,
  probe text NOT NULL,
  unit text,
  state text NOT NULL CHECK (state IN ('healthy', 'degraded', 'down', 'unknown')),
  reason text,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (cloud, host, service, probe)
);

CREATE TABLE verification (
  id text PRIMARY KEY,
  cloud text NOT NULL REFERENCES cloud ON DELETE CASCADE,
  suite text NOT NULL CHECK (suite IN ('acceptance', 'tempest')),
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'passed', 'failed')),
  operation text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);

CREATE INDEX verification_newest ON verification (cloud, started_at DESC);

CREATE TABLE verification_check (
  verification text NOT NULL REFERENCES verification ON DELETE CASCADE,
  name text NOT NULL,
  -- The order in which they were first reported.
  position integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  title text NOT NULL,
  state text NOT NULL CHECK (state IN ('passed', 'failed', 'skipped', 'running', 'pending')),
  seconds double precision,
  output text,
  PRIMARY KEY (verification, name)
);
