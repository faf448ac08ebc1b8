-- A machine whose partner leaves in the middle of their network test is tested with another.

ALTER TABLE burn_in
  -- Who its network is tested with in place of the one it began with: {machine, burnIn, role}.
  ADD COLUMN new_partner jsonb,
  -- Since when it looks for another partner; NULL: it does not.
  ADD COLUMN seeks_at timestamptz,
  -- 'over': its network test has ended. 'gone': so has the machine, which restarted or fell silent in it.
  ADD COLUMN network_end text CHECK (network_end IN ('over', 'gone'));
