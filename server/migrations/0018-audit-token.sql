-- What was done by one token, for when it leaked. Entries made before this one have it as the actor, 'token:<id>'.

ALTER TABLE audit_entry ADD COLUMN token text
  GENERATED ALWAYS AS (coalesce((content::jsonb) #>> '{token,id}', substring((content::jsonb) ->> 'actor' FROM '^token:(.+)$'))) STORED;

CREATE INDEX audit_entry_token ON audit_entry (token, seq DESC) WHERE token IS NOT NULL;
