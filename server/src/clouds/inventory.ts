import type { HostRole } from '@tuskar/contract/host.ts';
import type { HostTarget } from '../hosts/connection.ts';
import type { HostFacts } from './services/module.ts';

/** A host as the clouds know it: what it is, how it is reached, and whose it is. */
export type KnownHost = Omit<HostFacts, 'roles'> & {
  target: HostTarget;
  /** Id of the image that it was booted from; null where somebody else installed it. */
  image: string | null;
  /** The cloud that uses it. */
  cloud: string | null;
};

/** The hosts room, as the clouds need it. */
export type HostInventory = {
  list: () => Promise<KnownHost[]>;
  find: (name: string) => Promise<KnownHost | undefined>;
  /** Makes these the cloud's hosts, and frees those that were and no longer are. @throws host-in-use */
  assign: (options: { cloud: string; hosts: { name: string; roles: HostRole[] }[] }) => Promise<void>;
  /** Records that a host equals its part of a blueprint. */
  converged: (options: { host: string; blueprint: string }) => Promise<void>;
};
