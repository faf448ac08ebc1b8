import type { Host, HostRole } from '@tuskar/contract/host.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { HostMeasurements } from './schema.ts';

export type HostTables = { host: HostTable };

export type HostTable = {
  name: string;
  source: Host['source'];
  address: string;
  tunnel_address: string | null;
  ssh_user: string;
  host_key: string;
  image: string | null;
  cloud: string | null;
  roles: Generated<HostRole[]>;
  state: Generated<Host['state']>;
  state_reason: string | null;
  state_since: Generated<Date>;
  facts: ColumnType<HostMeasurements | null, string | null, string | null>;
  converged_to: string | null;
  converged_at: Date | null;
  drift: number | null;
  created_at: Generated<Date>;
};
export type HostRow = Selectable<HostTable>;
