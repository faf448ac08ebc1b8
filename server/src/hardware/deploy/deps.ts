import type { Host } from '@tuskar/contract/host.ts';
import type { HostConnector } from '../../hosts/connection.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';

/** A whole disk for machines, in a file. */
export type DiskImage = {
  id: string;
  /** The host image that is on it. */
  hostImage: string;
  /** What a disk has to have at least. */
  virtualBytes: number;
  file: { source: string; sha256: string; bytes: number };
};

/** The room of the images, as deploying needs it. */
export type DiskImages = {
  /** By default the newest. @throws disk-image-not-found */
  choose: (id?: string) => Promise<DiskImage>;
};

/** Brings a file to where the bare-metal service reads it. */
export type ImageServer = {
  /** @returns the URL that the service is given. Brought once, it is there for the next machine. */
  bring: (
    file: DiskImage['file'],
    options: { signal: AbortSignal; progress: (sent: number) => void },
  ) => Promise<string>;
};

/** The room of the hosts, as deploying needs it. */
export type DeployedHosts = {
  find: (name: string) => Promise<Host | undefined>;
  register: (host: { name: string; address: string; hostKey: string; image: string | null }) => Promise<void>;
  /** Reads what the host is made of, as far as it answers. */
  look: (name: string, signal: AbortSignal) => Promise<void>;
};

export type DeployDeps = {
  db: Db;
  events: EventBus;
  bareMetalOf: BareMetalOf;
  secrets: Pick<Secrets, 'getOrCreate' | 'read' | 'forget'>;
  images: DiskImages;
  imageServer: ImageServer;
  hosts: DeployedHosts;
  connector: HostConnector;
  /** What Tuskar signs in with: 'ssh-ed25519 AAAA… tuskar'. */
  ownKey: string;
};
