-- Which certificate lets a machine be retired is told by the operation that holds the machine, not by clocks: one that is
-- tried again after its certificate was issued ends as well, and clocks of two processes may differ.

CREATE OR REPLACE FUNCTION machine_retires_with_proof() RETURNS trigger LANGUAGE plpgsql AS $$
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
          AND erase_certificate.operation = OLD.operation
        )
      )
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the machine % cannot be retired: it has no erase certificate and no recorded reason', NEW.name;
END
$$;
