-- Machines: physical servers with a BMC, and where they stand in their life.

CREATE TABLE machine (
  name text PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  provider text NOT NULL CHECK (provider IN ('ironic', 'simulated')),
  -- What the bare-metal service calls it; NULL until it is registered there.
  node text UNIQUE,
  manufacturer text,
  model text,
  serial text,
  class text,
  site text,
  location text,
  rack text,
  rack_unit integer,
  rack_face text CHECK (rack_face IN ('front', 'rear')),
  height_units integer NOT NULL DEFAULT 1,
  state text NOT NULL DEFAULT 'enrolling',
  state_reason text,
  state_since timestamptz NOT NULL DEFAULT now(),
  -- When it is late; NULL: it may stay in its state.
  state_deadline timestamptz,
  -- What it waits for, where that is more than its state says.
  waiting_for text,
  -- Why the last work on it failed, as the API shows it.
  failure jsonb,
  operation text,
  power text NOT NULL DEFAULT 'unknown' CHECK (power IN ('on', 'off', 'unknown')),
  contact text NOT NULL DEFAULT 'unknown' CHECK (contact IN ('unknown', 'reachable', 'unreachable')),
  contact_reason text,
  contact_since timestamptz NOT NULL DEFAULT now(),
  maintenance jsonb,
  bmc_protocol text NOT NULL,
  bmc_address text NOT NULL,
  bmc_port integer,
  bmc_system_id text,
  bmc_user text,
  -- true, false, or a path as text.
  bmc_verify_ca jsonb NOT NULL DEFAULT 'false',
  -- From the newest inspection, as the API shows it.
  summary jsonb,
  macs text[] NOT NULL DEFAULT '{}',
  host text,
  -- The bare-metal service's own view, as the API shows it.
  node_view jsonb,
  labels jsonb NOT NULL DEFAULT '{}',
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- A BMC is one machine's.
CREATE UNIQUE INDEX machine_bmc
  ON machine (bmc_address, coalesce(bmc_port, 0), coalesce(bmc_system_id, ''))
  WHERE state <> 'retired' AND bmc_protocol <> 'manual';
CREATE INDEX machine_state ON machine (state, name);
CREATE INDEX machine_class ON machine (class, name) WHERE class IS NOT NULL;
CREATE INDEX machine_rack ON machine (rack, rack_unit) WHERE rack IS NOT NULL;
CREATE INDEX machine_deadline ON machine (state_deadline) WHERE state_deadline IS NOT NULL;
