-- The lab's machines as they were last told of: the keeper knows what they are, and tells nobody by itself.

CREATE TABLE lab_machine (
  name text PRIMARY KEY,
  -- As the API shows it.
  shown jsonb NOT NULL
);
