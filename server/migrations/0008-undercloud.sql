-- The undercloud: the bare-metal service that machines are registered with, what was asked of its nodes, and the
-- simulated one for people without hardware.

-- The service that Tuskar uses; one row at most.
CREATE TABLE undercloud (
  name text PRIMARY KEY CHECK (name = 'undercloud'),
  -- managed: Tuskar converged it, as the host of a cloud with that role. external: somebody else's.
  kind text NOT NULL CHECK (kind IN ('managed', 'external')),
  -- managed: the cloud that it belongs to.
  cloud text,
  url text NOT NULL,
  auth text NOT NULL CHECK (auth IN ('none', 'http-basic', 'keystone')),
  auth_user text,
  -- keystone: where to sign in and for what, as the API shows it.
  keystone jsonb,
  -- The name and version under which its password is sealed; NULL: it has none.
  password_secret text,
  password_version integer,
  -- PEM; NULL: the machine's own CAs.
  ca text,
  state text NOT NULL CHECK (state IN ('connected', 'unreachable', 'refused')),
  state_reason text,
  state_since timestamptz NOT NULL DEFAULT now(),
  -- What it is and what it lacks, as the API shows it; kept while it does not answer.
  report jsonb,
  checked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- What was last asked of a node, and how the node was before: by that a step that begins again knows whether its
-- request was taken.
CREATE TABLE node_request (
  node uuid PRIMARY KEY,
  -- Operation, attempt, step and verb.
  token text NOT NULL,
  provision_state text NOT NULL,
  provision_changed_at text,
  -- Whether the service said that it takes it.
  taken boolean NOT NULL DEFAULT false,
  asked_at timestamptz NOT NULL DEFAULT now()
);

-- A simulated node. What it does at a moment follows from its course and the time, in every process alike.
CREATE TABLE simulated_node (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  definition jsonb NOT NULL,
  -- States with the moments at which they begin; the last one stays.
  course jsonb NOT NULL,
  power text NOT NULL DEFAULT 'off' CHECK (power IN ('on', 'off')),
  -- What a person or the service set: maintenance, retired, protected, settings, instance.
  flags jsonb NOT NULL DEFAULT '{}',
  -- Names of the faults that it has.
  faults text[] NOT NULL DEFAULT '{}',
  -- What an inspection or a test found, by its kind, and when it is to be seen.
  results jsonb NOT NULL DEFAULT '{}',
  history jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
