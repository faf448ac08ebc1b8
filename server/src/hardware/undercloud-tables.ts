import type { Undercloud, UndercloudKeystone, UndercloudReport } from '@tuskar/contract/undercloud.ts';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { AgentFiles } from './agent-image.ts';

export type UndercloudTables = {
  undercloud: UndercloudTable;
  node_request: NodeRequestTable;
  simulated_node: SimulatedNodeTable;
};

type JsonColumn<Value> = ColumnType<Value | null, string | null | undefined, string | null>;
type RequiredJson<Value> = ColumnType<Value, string | undefined, string>;

export type UndercloudTable = {
  name: 'undercloud';
  kind: Undercloud['kind'];
  cloud: string | null;
  url: string;
  auth: Undercloud['auth'];
  auth_user: string | null;
  keystone: JsonColumn<UndercloudKeystone>;
  password_secret: string | null;
  password_version: number | null;
  ca: string | null;
  state: Undercloud['state'];
  state_reason: string | null;
  state_since: Generated<Date>;
  report: JsonColumn<UndercloudReport>;
  checked_at: Date | null;
  agent: JsonColumn<AgentFiles>;
  agent_seen_at: Date | null;
  created_at: Generated<Date>;
};
export type UndercloudRow = Selectable<UndercloudTable>;

export type NodeRequestTable = {
  node: string;
  token: string;
  provision_state: string;
  provision_changed_at: string | null;
  taken: Generated<boolean>;
  asked_at: Generated<Date>;
};
export type NodeRequestRow = Selectable<NodeRequestTable>;

export type SimulatedNodeTable = {
  id: string;
  name: string;
  definition: RequiredJson<Record<string, unknown>>;
  course: RequiredJson<unknown[]>;
  power: Generated<'on' | 'off'>;
  flags: RequiredJson<Record<string, unknown>>;
  faults: Generated<string[]>;
  results: RequiredJson<Record<string, unknown>>;
  history: RequiredJson<unknown[]>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
};
export type SimulatedNodeRow = Selectable<SimulatedNodeTable>;
