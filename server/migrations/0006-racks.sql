-- Sites, locations, racks, and what stands in which units.

CREATE TABLE site (
  name text PRIMARY KEY,
  title text,
  address text,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE location (
  name text PRIMARY KEY,
  title text,
  kind text NOT NULL DEFAULT 'room',
  site text NOT NULL REFERENCES site,
  parent text,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (name, site),
  -- A part is in the same site as the whole.
  FOREIGN KEY (parent, site) REFERENCES location (name, site)
);

CREATE INDEX location_site ON location (site);
CREATE INDEX location_parent ON location (parent) WHERE parent IS NOT NULL;

CREATE TABLE rack (
  name text PRIMARY KEY,
  title text,
  site text NOT NULL REFERENCES site,
  location text,
  units integer NOT NULL DEFAULT 42 CHECK (units BETWEEN 1 AND 100),
  -- Which end unit 1 is at.
  numbering text NOT NULL DEFAULT 'bottom-up' CHECK (numbering IN ('bottom-up', 'top-down')),
  width_inches integer NOT NULL DEFAULT 19 CHECK (width_inches IN (10, 19, 21, 23)),
  power_budget_watts integer,
  weight_limit_kg integer,
  note text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (location, site) REFERENCES location (name, site)
);

CREATE INDEX rack_site ON rack (site, name);
CREATE INDEX rack_location ON rack (location, name) WHERE location IS NOT NULL;

-- Units that no machine has: a switch, a patch panel, or nothing yet, kept for a project.
CREATE TABLE rack_reservation (
  id text PRIMARY KEY,
  rack text NOT NULL REFERENCES rack,
  label text NOT NULL,
  kind text NOT NULL,
  units integer[] NOT NULL CHECK (cardinality(units) > 0),
  face text NOT NULL DEFAULT 'front' CHECK (face IN ('front', 'rear')),
  depth text NOT NULL DEFAULT 'full' CHECK (depth IN ('full', 'half')),
  power_watts integer,
  weight_kg double precision,
  reason text,
  reserved_by text NOT NULL,
  -- Past it the units are free for who places something there.
  until timestamptz,
  -- What it was imported from: 'netbox.example.org/devices/12'. It goes when that goes.
  source text UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (rack, label)
);

-- Until now nothing could put a machine into a rack, so there is no place to keep.
ALTER TABLE machine
  ADD COLUMN rack_depth text NOT NULL DEFAULT 'full' CHECK (rack_depth IN ('full', 'half')),
  ADD COLUMN power_watts integer,
  ADD COLUMN weight_kg double precision,
  ADD FOREIGN KEY (rack) REFERENCES rack,
  ADD CHECK (rack_unit IS NULL OR rack IS NOT NULL),
  ADD CHECK (height_units BETWEEN 1 AND 50);

CREATE INDEX machine_site ON machine (site, name) WHERE site IS NOT NULL;

-- Every unit of a face that is taken, by whom. The primary key is what keeps two things out of one unit, whoever
-- writes; triggers keep the rows, so that no way of changing a machine passes it by.
CREATE TABLE rack_unit (
  rack text NOT NULL REFERENCES rack,
  face text NOT NULL,
  unit integer NOT NULL CHECK (unit >= 1),
  machine text REFERENCES machine ON DELETE CASCADE,
  reservation text REFERENCES rack_reservation ON DELETE CASCADE,
  PRIMARY KEY (rack, unit, face),
  CHECK (num_nonnulls(machine, reservation) = 1)
);

CREATE INDEX rack_unit_machine ON rack_unit (machine) WHERE machine IS NOT NULL;
CREATE INDEX rack_unit_reservation ON rack_unit (reservation) WHERE reservation IS NOT NULL;

-- Takes units for a machine or reservation, and holds the rack so that it does not shrink meanwhile.
CREATE FUNCTION rack_unit_take(
  in_rack text, of_units integer[], on_face text, of_depth text, for_machine text, for_reservation text
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rack_units integer;
BEGIN
  SELECT units INTO rack_units FROM rack WHERE name = in_rack FOR SHARE;
  IF EXISTS (SELECT FROM unnest(of_units) AS unit WHERE unit > rack_units) THEN
    RAISE EXCEPTION 'rack % has % units', in_rack, rack_units
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rack_unit_within';
  END IF;
  INSERT INTO rack_unit (rack, face, unit, machine, reservation)
  SELECT in_rack, face, unit, for_machine, for_reservation
  FROM unnest(of_units) AS unit
  CROSS JOIN unnest(CASE of_depth WHEN 'full' THEN ARRAY['front', 'rear'] ELSE ARRAY[on_face] END) AS face;
END
$$;

CREATE FUNCTION machine_take_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.rack, NEW.rack_unit, NEW.rack_face, NEW.rack_depth, NEW.height_units)
      IS NOT DISTINCT FROM (OLD.rack, OLD.rack_unit, OLD.rack_face, OLD.rack_depth, OLD.height_units)
    THEN
      RETURN NULL;
    END IF;
    DELETE FROM rack_unit WHERE machine = OLD.name;
  END IF;
  IF NEW.rack_unit IS NOT NULL THEN
    PERFORM rack_unit_take(
      NEW.rack,
      ARRAY(SELECT generate_series(NEW.rack_unit, NEW.rack_unit + NEW.height_units - 1)),
      coalesce(NEW.rack_face, 'front'), NEW.rack_depth, NEW.name, NULL
    );
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER machine_take_units
  AFTER INSERT OR UPDATE OF rack, rack_unit, rack_face, rack_depth, height_units ON machine
  FOR EACH ROW EXECUTE FUNCTION machine_take_units();

-- A machine in a rack is where the rack is.
CREATE FUNCTION machine_follow_rack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.rack IS NOT NULL THEN
    SELECT site, location INTO NEW.site, NEW.location FROM rack WHERE name = NEW.rack;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER machine_follow_rack
  BEFORE INSERT OR UPDATE OF rack, site, location ON machine
  FOR EACH ROW EXECUTE FUNCTION machine_follow_rack();

CREATE FUNCTION reservation_take_units() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM rack_unit WHERE reservation = OLD.id;
  END IF;
  PERFORM rack_unit_take(NEW.rack, NEW.units, NEW.face, NEW.depth, NULL, NEW.id);
  RETURN NULL;
END
$$;

CREATE TRIGGER reservation_take_units
  AFTER INSERT OR UPDATE OF rack, units, face, depth ON rack_reservation
  FOR EACH ROW EXECUTE FUNCTION reservation_take_units();

CREATE FUNCTION rack_carry_machines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.units < OLD.units AND EXISTS (SELECT FROM rack_unit WHERE rack = NEW.name AND unit > NEW.units) THEN
    RAISE EXCEPTION 'rack % has something above unit %', NEW.name, NEW.units
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rack_unit_within';
  END IF;
  IF (NEW.site, NEW.location) IS DISTINCT FROM (OLD.site, OLD.location) THEN
    UPDATE machine SET site = NEW.site, location = NEW.location, updated_at = now() WHERE rack = NEW.name;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER rack_carry_machines
  AFTER UPDATE OF units, site, location ON rack
  FOR EACH ROW EXECUTE FUNCTION rack_carry_machines();

-- Where machines have been. Outlives the machine's record.
CREATE TABLE machine_place (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  machine text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  changed_by text NOT NULL,
  reason text,
  from_rack text,
  to_rack text,
  -- As the API shows a place; NULL: in no rack.
  from_place jsonb,
  to_place jsonb
);

CREATE INDEX machine_place_machine ON machine_place (machine, id DESC);
CREATE INDEX machine_place_from ON machine_place (from_rack, id DESC) WHERE from_rack IS NOT NULL;
CREATE INDEX machine_place_to ON machine_place (to_rack, id DESC) WHERE to_rack IS NOT NULL;

-- What physical audits found, against the record of that moment.
CREATE TABLE rack_finding (
  id text PRIMARY KEY,
  rack text NOT NULL REFERENCES rack ON DELETE CASCADE,
  finding text NOT NULL CHECK (finding IN ('confirmed', 'missing', 'elsewhere', 'unexpected')),
  machine text,
  reservation text,
  expected_unit integer,
  found_rack text,
  found_unit integer,
  serial text,
  note text,
  found_by text NOT NULL,
  found_at timestamptz NOT NULL DEFAULT now(),
  -- NULL: nobody has put it right yet.
  settled_at timestamptz,
  settled_by text,
  settled_reason text
);

CREATE INDEX rack_finding_rack ON rack_finding (rack, found_at DESC);
CREATE INDEX rack_finding_open ON rack_finding (rack) WHERE settled_at IS NULL;
CREATE INDEX rack_finding_machine ON rack_finding (machine) WHERE machine IS NOT NULL AND settled_at IS NULL;
