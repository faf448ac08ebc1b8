import type { HostRole } from '@tuskar/contract/host.ts';
import type { Intent } from '@tuskar/contract/intent.ts';
import type { Item, Part } from '@tuskar/contract/part.ts';
import type { HealthProbe, Phase, SecretKind } from '../services/module.ts';

/** An item with where it comes from and when it is done. */
export type CompiledItem = { service: string; phase: Phase; item: Item };

export type CompiledHost = {
  name: string;
  roles: HostRole[];
  address: string;
  /** In the order of the phases, then of the services. */
  items: CompiledItem[];
  /** What ends the services' leftovers when the cloud is destroyed, beyond the opposite of the items. */
  teardown: { service: string; item: Item }[];
  /** Paths that hold the services' data; see ServiceModule.data. */
  data: string[];
  /** Equal for two hosts' parts exactly where their items are. */
  digest: string;
};

export type SecretUse = { name: string; kind: SecretKind; version: number };

export type ServiceUser = { name: string; passwordSecret: string };

/** An entry of the identity catalogue with its whole URL. */
export type RegisteredEndpoint = { service: string; type: string; name: string; url: string };

/** What the identity service must know before the others are of use. */
export type IdentityPlan = {
  authUrl: string;
  region: string;
  adminPasswordSecret: string;
  users: ServiceUser[];
  endpoints: RegisteredEndpoint[];
};

export type CompiledProbe = { service: string; host: string; probe: HealthProbe };

/** Public APIs, by type in the catalogue, that do not answer while one of a service's units does not run. */
export type ApiUnits = { service: string; units: string[]; apis: string[] };

/** Everything that makes a cloud, for every host: the pure result of intent, inventory, image and secrets' versions. */
export type CompiledBlueprint = {
  format: 1;
  cloud: string;
  region: string;
  image: string;
  publicAddress: string;
  intent: Intent;
  /** Of all services, in the order in which they were compiled. */
  services: string[];
  hosts: CompiledHost[];
  secrets: SecretUse[];
  identity: IdentityPlan | null;
  dashboardUrl: string | null;
  probes: CompiledProbe[];
  apiUnits: ApiUnits[];
  warnings: string[];
  digest: string;
};

export function partOf(host: CompiledHost): Part {
  return { version: 1, host: host.name, items: host.items.map(({ item }) => item) };
}

/** Ids of the items that belong to a phase. */
export function idsOfPhase(host: CompiledHost, phase: Phase): string[] {
  return host.items.filter((entry) => entry.phase === phase).map(({ item }) => item.id);
}
