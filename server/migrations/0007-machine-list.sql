-- Lists of machines are answered from an index that each process of the API keeps in memory. It learns from this table
-- what changed: by transaction, so that one that commits late is not missed. What is forgotten stays here by name.

CREATE TABLE machine_change (
  name text PRIMARY KEY,
  changed xid8 NOT NULL
);
CREATE INDEX machine_change_changed ON machine_change (changed);

CREATE FUNCTION note_machine_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO machine_change (name, changed)
    VALUES (coalesce(NEW.name, OLD.name), pg_current_xact_id())
    ON CONFLICT (name) DO UPDATE SET changed = excluded.changed;
  RETURN NULL;
END $$;

CREATE TRIGGER machine_made_or_forgotten AFTER INSERT OR DELETE ON machine
  FOR EACH ROW EXECUTE FUNCTION note_machine_change();

-- Only what the index knows of: that the bare-metal service was asked again is no change.
CREATE TRIGGER machine_changed AFTER UPDATE ON machine
  FOR EACH ROW
  WHEN ((
    OLD.provider, OLD.manufacturer, OLD.model, OLD.serial, OLD.class, OLD.site, OLD.location, OLD.rack, OLD.rack_unit,
    OLD.state, OLD.state_since, OLD.state_deadline, OLD.failure IS NULL, OLD.power, OLD.contact,
    OLD.maintenance IS NULL, OLD.bmc_address, OLD.summary, OLD.macs, OLD.host, OLD.labels
  ) IS DISTINCT FROM (
    NEW.provider, NEW.manufacturer, NEW.model, NEW.serial, NEW.class, NEW.site, NEW.location, NEW.rack, NEW.rack_unit,
    NEW.state, NEW.state_since, NEW.state_deadline, NEW.failure IS NULL, NEW.power, NEW.contact,
    NEW.maintenance IS NULL, NEW.bmc_address, NEW.summary, NEW.macs, NEW.host, NEW.labels
  ))
  EXECUTE FUNCTION note_machine_change();

INSERT INTO machine_change (name, changed) SELECT name, pg_current_xact_id() FROM machine;

-- Whose MAC address or serial number it is.
CREATE INDEX machine_macs ON machine USING gin (macs);
CREATE INDEX machine_serial ON machine (serial) WHERE serial IS NOT NULL;

-- The state_since for which it was told that the machine is late: once for each time that it enters a state.
ALTER TABLE machine ADD COLUMN late_told timestamptz;
CREATE INDEX machine_maintenance ON machine (name) WHERE maintenance IS NOT NULL;
