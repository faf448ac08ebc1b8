-- Where BMCs may be looked for, and what was found there.

CREATE TABLE scan_range (
  cidr text PRIMARY KEY,
  note text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE machine_scan (
  -- That of its operation.
  id text PRIMARY KEY,
  range text NOT NULL,
  port integer NOT NULL,
  scheme text NOT NULL CHECK (scheme IN ('https', 'http')),
  -- Addresses a second.
  rate integer NOT NULL,
  requested_by text NOT NULL,
  -- As the API shows them; NULL: not ended yet.
  candidates jsonb,
  -- Whether the credentials that it was begun with are still kept.
  credentials_kept boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX machine_scan_created ON machine_scan (created_at DESC, id);
