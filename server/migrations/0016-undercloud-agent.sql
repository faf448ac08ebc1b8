-- Which agent the undercloud boots machines with, as its host says: the digests of its kernel and initramfs.

ALTER TABLE undercloud
  ADD COLUMN agent jsonb,
  ADD COLUMN agent_seen_at timestamptz;
