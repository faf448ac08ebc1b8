-- Erase certificates and the keys that signed them, kept for ever; and what lets a machine be retired.

CREATE TABLE signing_key (
  -- The first 32 hex digits of SHA-256 over the public key in DER.
  id text PRIMARY KEY,
  -- PEM. The private key is the sealed secret 'signing.key' in this version.
  public_key text NOT NULL,
  secret_version integer NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- `document` is exactly what was signed; the columns beside it are for finding certificates.
CREATE TABLE erase_certificate (
  id text PRIMARY KEY,
  document text NOT NULL,
  signature bytea NOT NULL,
  -- Of the erasure, as the machine gave it; the document has its hash.
  log text NOT NULL,
  key_id text NOT NULL REFERENCES signing_key,
  machine text NOT NULL GENERATED ALWAYS AS (document::jsonb #>> '{machine,name}') STORED,
  machine_id text NOT NULL GENERATED ALWAYS AS (document::jsonb #>> '{machine,id}') STORED,
  operation text NOT NULL UNIQUE GENERATED ALWAYS AS (document::jsonb #>> '{operation,id}') STORED,
  goal text NOT NULL GENERATED ALWAYS AS (document::jsonb ->> 'goal') STORED,
  disks jsonb NOT NULL GENERATED ALWAYS AS (document::jsonb -> 'disks') STORED,
  issued_at timestamptz NOT NULL
);

CREATE INDEX erase_certificate_newest ON erase_certificate (issued_at DESC, id DESC);
CREATE INDEX erase_certificate_machine ON erase_certificate (machine, issued_at DESC, id DESC);
CREATE INDEX erase_certificate_machine_id ON erase_certificate (machine_id);
CREATE INDEX erase_certificate_disks ON erase_certificate USING gin (disks jsonb_path_ops);

-- Why a machine may be retired: a certificate, or an administrator's reason for going without.
CREATE TABLE machine_retirement (
  machine_id uuid PRIMARY KEY,
  machine text NOT NULL,
  certificate text REFERENCES erase_certificate,
  retired_by text NOT NULL,
  reason text,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (certificate IS NOT NULL OR coalesce(trim(reason), '') <> '')
);

CREATE FUNCTION proof_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what % has is kept for ever, as it is', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER signing_key_kept BEFORE UPDATE OR DELETE ON signing_key
  FOR EACH ROW EXECUTE FUNCTION proof_is_kept();
CREATE TRIGGER signing_key_no_truncate BEFORE TRUNCATE ON signing_key
  FOR EACH STATEMENT EXECUTE FUNCTION proof_is_kept();
CREATE TRIGGER erase_certificate_kept BEFORE UPDATE OR DELETE ON erase_certificate
  FOR EACH ROW EXECUTE FUNCTION proof_is_kept();
CREATE TRIGGER erase_certificate_no_truncate BEFORE TRUNCATE ON erase_certificate
  FOR EACH STATEMENT EXECUTE FUNCTION proof_is_kept();
CREATE TRIGGER machine_retirement_kept BEFORE UPDATE OR DELETE ON machine_retirement
  FOR EACH ROW EXECUTE FUNCTION proof_is_kept();
CREATE TRIGGER machine_retirement_no_truncate BEFORE TRUNCATE ON machine_retirement
  FOR EACH STATEMENT EXECUTE FUNCTION proof_is_kept();

-- A machine is retired only with a certificate of the erasure that it comes from, or with the recorded reason.
CREATE FUNCTION machine_retires_with_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- What was simulated from the start has nothing to erase.
  IF TG_OP = 'INSERT' AND NEW.provider = 'simulated' THEN
    RETURN NEW;
  END IF;
  IF EXISTS (
    SELECT FROM machine_retirement
    LEFT JOIN erase_certificate ON erase_certificate.id = machine_retirement.certificate
    WHERE machine_retirement.machine_id = NEW.id
      AND (
        machine_retirement.certificate IS NULL
        OR (
          TG_OP = 'UPDATE'
          AND OLD.state = 'erasing'
          AND erase_certificate.machine_id = NEW.id::text
          AND erase_certificate.goal = 'retired'
          AND erase_certificate.issued_at >= OLD.state_since
        )
      )
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the machine % cannot be retired: it has no erase certificate and no recorded reason', NEW.name;
END
$$;

CREATE TRIGGER machine_retires BEFORE UPDATE OF state ON machine
  FOR EACH ROW WHEN (NEW.state = 'retired' AND OLD.state <> 'retired')
  EXECUTE FUNCTION machine_retires_with_proof();
CREATE TRIGGER machine_begins_retired BEFORE INSERT ON machine
  FOR EACH ROW WHEN (NEW.state = 'retired')
  EXECUTE FUNCTION machine_retires_with_proof();
