-- What machines are made of, seen over time; the classes they fall into; and how they did in burn-in.

CREATE TABLE inspection (
  machine text NOT NULL REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  number integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  operation text,
  inventory jsonb NOT NULL,
  -- Against the inspection before it, as the API shows them.
  changes jsonb NOT NULL,
  fingerprint text NOT NULL,
  PRIMARY KEY (machine, number)
);

-- One inspection an operation, whoever dies between writing it and saying so.
CREATE UNIQUE INDEX inspection_operation ON inspection (machine, operation) WHERE operation IS NOT NULL;

-- Whatever has a serial number, wherever it is or was.
CREATE TABLE part (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  serial text NOT NULL,
  manufacturer text,
  model text,
  -- Where it is now; NULL: in no machine. No reference: a part outlives the machines it was in.
  machine text,
  place text,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  UNIQUE (kind, serial)
);

CREATE INDEX part_machine ON part (machine) WHERE machine IS NOT NULL;

CREATE TABLE part_stay (
  part bigint NOT NULL REFERENCES part ON DELETE CASCADE,
  machine text NOT NULL,
  place text,
  since timestamptz NOT NULL,
  until timestamptz,
  PRIMARY KEY (part, since)
);

CREATE UNIQUE INDEX part_stay_now ON part_stay (part) WHERE until IS NULL;

CREATE TABLE hardware_class (
  name text PRIMARY KEY,
  description text,
  priority integer NOT NULL DEFAULT 100,
  rules jsonb NOT NULL,
  requirements jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Where a machine differs from what its class must have; written anew at each inspection and change of a class.
CREATE TABLE machine_deviation (
  machine text NOT NULL REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  position integer NOT NULL,
  kind text NOT NULL,
  part text,
  place text,
  expected text,
  actual text,
  title text NOT NULL,
  PRIMARY KEY (machine, position)
);

CREATE TABLE burn_in_profile (
  name text PRIMARY KEY,
  description text,
  tests jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE burn_in (
  id uuid PRIMARY KEY,
  machine text NOT NULL REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  profile text NOT NULL,
  tests jsonb NOT NULL,
  -- Whose results are judged; NULL: the whole machine's.
  parts jsonb,
  partner text,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'passed', 'failed', 'cancelled')),
  reason text,
  operation text NOT NULL,
  requested_by text NOT NULL,
  -- What could not be judged, and why.
  notes text[] NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  -- When it came to its network test, where its partner meets it.
  network_at timestamptz,
  ended_at timestamptz
);

CREATE INDEX burn_in_machine ON burn_in (machine, created_at DESC);
CREATE INDEX burn_in_newest ON burn_in (created_at DESC, id DESC);

CREATE TABLE measurement (
  burn_in uuid NOT NULL REFERENCES burn_in ON DELETE CASCADE,
  position integer NOT NULL,
  test text NOT NULL,
  -- The test's settings: values are compared only with those of the same test.
  conditions text NOT NULL,
  metric text NOT NULL,
  -- NULL: the machine as a whole.
  part_kind text,
  part_serial text,
  part_place text,
  part_model text,
  value double precision NOT NULL,
  unit text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (burn_in, position)
);

CREATE TABLE finding (
  id uuid PRIMARY KEY,
  burn_in uuid NOT NULL REFERENCES burn_in ON DELETE CASCADE,
  machine text NOT NULL REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('dead', 'erroring', 'slow', 'hot', 'unlike')),
  test text NOT NULL,
  part_kind text,
  part_serial text,
  part_place text,
  metric text,
  value double precision,
  unit text,
  median double precision,
  deviation double precision,
  siblings integer,
  title text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX finding_burn_in ON finding (burn_in);
CREATE INDEX finding_machine ON finding (machine);

-- A waiver is for what was found, not for one finding: it also holds for the same thing found again, until it expires.
CREATE TABLE finding_waiver (
  id uuid PRIMARY KEY,
  machine text NOT NULL REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  kind text NOT NULL,
  metric text NOT NULL,
  part text NOT NULL,
  reason text NOT NULL,
  owner text NOT NULL,
  waived_by text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  -- When somebody ended it, or the reconciler saw that it had expired.
  ended_at timestamptz
);

CREATE UNIQUE INDEX finding_waiver_now ON finding_waiver (machine, kind, metric, part) WHERE ended_at IS NULL;

-- Who burns in, or waits to: a rack has power and cooling for so many at once, first come first served.
CREATE TABLE burn_in_place (
  machine text PRIMARY KEY REFERENCES machine (name) ON UPDATE CASCADE ON DELETE CASCADE,
  burn_in uuid NOT NULL REFERENCES burn_in ON DELETE CASCADE,
  rack text,
  watts integer NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT now(),
  taken_at timestamptz
);

CREATE INDEX burn_in_place_rack ON burn_in_place (rack, queued_at);
