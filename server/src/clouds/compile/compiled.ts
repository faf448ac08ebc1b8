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
  /** What it carries, each after those that it needs. */
  services: { name: string; needs: string[] }[];
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

/** The host's part, to be converged phase by phase. */
export function partOf(host: CompiledHost): Part {
  return { version: 1, host: host.name, items: host.items.map(({ item }) => item) };
}

/** Ids of the items that belong to a phase. */
export function idsOfPhase(host: CompiledHost, phase: Phase): string[] {
  return host.items.filter((entry) => entry.phase === phase).map(({ item }) => item.id);
}

/** Ids that no other item of a phase waits for. */
function lastOf(phase: Item[]): string[] {
  const waitedFor = new Set(phase.flatMap((item) => item.after ?? []));
  return phase.map((item) => item.id).filter((id) => !waitedFor.has(id));
}

/** The host's part to be converged at once: the first items of a phase come after the last of the phase before. */
export function wholePart(host: CompiledHost): Part {
  let before: string[] = [];
  const items = [...Map.groupBy(host.items, (entry) => entry.phase).values()].flatMap((entries) => {
    const phase = entries.map(({ item }) => item);
    const own = new Set(phase.map((item) => item.id));
    const ordered = phase.map((item) =>
      item.after?.some((id) => own.has(id)) ? item : { ...item, after: [...(item.after ?? []), ...before] },
    );
    before = lastOf(phase);
    return ordered;
  });
  return { version: 1, host: host.name, items };
}
