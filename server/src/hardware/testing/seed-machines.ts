import { sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';

/**
 * Machines by the thousand, the same for the same count: 40 to a rack, four vendors, every state, some late, some
 * failed, some in maintenance.
 */
export async function seedMachines(db: Db, count: number): Promise<void> {
  await seedRacks(db, Math.ceil(count / 40));
  await sql`
    INSERT INTO machine (
      name, id, provider, node, manufacturer, model, serial, class, site, location, rack, rack_unit, rack_face,
      state, state_since, state_deadline, failure, power, contact, maintenance,
      bmc_protocol, bmc_address, bmc_system_id, bmc_user, summary, macs, host, node_view, labels)
    SELECT
      'r' || lpad((n / 40)::text, 4, '0') || '-n' || lpad((n % 40)::text, 2, '0'),
      md5('id' || n)::uuid, 'simulated', md5('id' || n),
      (ARRAY['Dell Inc.', 'HPE', 'Supermicro', 'Lenovo'])[1 + (n / 40) % 4],
      (ARRAY['PowerEdge R650', 'ProLiant DL360 Gen10', 'SYS-1029P', 'ThinkSystem SR650'])[1 + (n / 40) % 4],
      upper(substr(md5('serial' || n), 1, 10)), 'class-' || ((n / 40) % 12),
      NULL, NULL, 'rack-' || lpad((n / 40)::text, 4, '0'), 1 + n % 40, 'front',
      (ARRAY['in-use', 'in-use', 'in-use', 'in-use', 'in-use', 'in-use', 'ready', 'ready', 'quarantined', 'inspected',
        'burning-in', 'enrolling', 'retired'])[1 + abs(hashint4(n)) % 13],
      now() - make_interval(secs => abs(hashint4(n + 1)) % 10000000),
      CASE WHEN n % 7 = 0 THEN now() + make_interval(mins => 5 + n % 900 - CASE WHEN n % 5 = 0 THEN 10000 ELSE 0 END) END,
      CASE WHEN n % 31 = 0 THEN jsonb_build_object('code', 'node-work-failed', 'message', 'disk S4 is slow',
        'remedy', 'Replace it.', 'step', 'deploy.burnin_disk', 'output', NULL, 'part', 'disk S4',
        'at', '2026-11-25T00:00:00.000Z') END,
      'on', CASE WHEN n % 97 = 0 THEN 'unreachable' ELSE 'reachable' END,
      CASE WHEN n % 200 = 0 THEN jsonb_build_object('by', 'vera', 'reason', 'new fans',
        'since', '2026-11-25T00:00:00.000Z', 'until', NULL) END,
      'redfish', 'https://198.' || (18 + n / 65536) || '.' || (n / 256 % 256) || '.' || (n % 256),
      '/redfish/v1/Systems/1', 'admin',
      jsonb_build_object('processors', 2, 'cores', (ARRAY[32, 64, 96, 128])[1 + (n / 40) % 4],
        'processorModel', 'Intel(R) Xeon(R) Gold 6338', 'memoryMebibytes', 131072 * (1 + (n / 40) % 4),
        'drives', 4, 'driveBytes', 7681501126656, 'nics', 4, 'accelerators', 0),
      ARRAY[mac.base || '0', mac.base || '1'],
      CASE WHEN n % 3 = 0 THEN 'host-' || n END,
      jsonb_build_object('node', md5('id' || n), 'provisionState', 'active', 'targetProvisionState', NULL,
        'maintenance', false, 'fault', NULL, 'lastError', NULL, 'step', NULL, 'seenAt', '2026-11-25T00:00:00.000Z'),
      jsonb_build_object('team', (ARRAY['red', 'blue'])[1 + n % 2], 'wave', (n % 5)::text)
    FROM generate_series(0, ${sql.lit(count - 1)}) AS n,
      LATERAL (SELECT '52:54:' || substr(h, 1, 2) || ':' || substr(h, 3, 2) || ':' || substr(h, 5, 2) || ':' || substr(h, 7, 1) AS base
        FROM (SELECT md5('mac' || n) AS h) AS hashed) AS mac`.execute(db);
  await sql`ANALYZE machine`.execute(db);
}

/** 25 to a hall, four halls to a site. A machine is where its rack is. */
async function seedRacks(db: Db, count: number): Promise<void> {
  const racks = sql`(
    SELECT 'rack-' || lpad(r::text, 4, '0') AS name, 'site-' || ((r / 100) % 3) AS site,
      'site-' || ((r / 100) % 3) || '-hall-' || ((r / 25) % 4) AS hall
    FROM generate_series(0, ${sql.lit(count - 1)}) AS r) AS seeded`;
  await sql`INSERT INTO site (name) SELECT DISTINCT site FROM ${racks}`.execute(db);
  await sql`INSERT INTO location (name, site) SELECT DISTINCT hall, site FROM ${racks}`.execute(db);
  await sql`INSERT INTO rack (name, site, location) SELECT name, site, hall FROM ${racks}`.execute(db);
  await sql`ANALYZE rack`.execute(db);
}
