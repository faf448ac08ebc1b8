-- Hosts: the operating systems that Tuskar converges.

CREATE TABLE host (
  name text PRIMARY KEY,
  source text NOT NULL CHECK (source IN ('lab', 'machine', 'adopted')),
  address text NOT NULL,
  -- Where Geneve ends; NULL: at `address`.
  tunnel_address text,
  ssh_user text NOT NULL,
  -- As in a known_hosts file after the address.
  host_key text NOT NULL,
  image text,
  cloud text,
  roles text[] NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'unknown' CHECK (state IN ('unknown', 'reachable', 'unreachable')),
  state_reason text,
  state_since timestamptz NOT NULL DEFAULT now(),
  -- What was read on it at the last look: addresses, datapath, virtualisation, processors, memory.
  facts jsonb,
  converged_to text,
  converged_at timestamptz,
  drift integer,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX host_cloud ON host (cloud) WHERE cloud IS NOT NULL;

-- The last pass of each reconciler, whichever process made it.
CREATE TABLE reconciler (
  name text PRIMARY KEY,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  -- What it saw and did, or why it failed.
  status jsonb NOT NULL,
  failed boolean NOT NULL
);
