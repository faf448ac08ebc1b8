import type { HostRole } from '@tuskar/contract/host.ts';
import type { Intent } from '@tuskar/contract/intent.ts';
import type { Item } from '@tuskar/contract/part.ts';

/** What is known of a host when a blueprint is compiled. */
export type HostFacts = {
  name: string;
  roles: HostRole[];
  /** IPv4 on the management and the tunnel network. */
  addresses: { management: string; tunnel: string };
  /** Whether the kernel has the openvswitch and geneve modules. */
  datapath: 'kernel' | 'userspace';
  /** What guests run on: KVM where it works, else QEMU's emulation. */
  virtualization: 'kvm' | 'qemu';
  cpus: number;
  memoryMiB: number;
};

/**
 * The order across hosts. Between 'identity' and 'compute', beside 'services', Tuskar registers service users and the
 * catalogue: what needs them to succeed belongs to 'compute' or later. Items of a phase run on all hosts side by side; the next phase begins when all hosts are done.
 * Inside a host `after` orders items, so most belong to as early a phase as their needs on other hosts allow.
 */
export const phases = ['foundation', 'data', 'identity', 'services', 'compute', 'finish'] as const;
export type Phase = (typeof phases)[number];

export type IniValue = string | number | boolean | (string | number)[];
export type IniSections = Record<string, Record<string, IniValue>>;

/** A configuration file in oslo.config's form. The compiler merges the operator's overrides, checks them, and renders it. */
export type ConfigFile = {
  kind: 'config';
  id: string;
  /** The name that operators write under `config:` in cloud.yaml: 'nova.conf'. */
  file: string;
  /** Which option schema of the image checks it: 'nova'. */
  schema: string;
  path: string;
  owner: string;
  group: string;
  mode: string;
  sections: IniSections;
  after?: string[];
};

export type Contribution = { phase: Phase; items: (Item | ConfigFile)[] };

/** An entry of the identity catalogue; URLs are paths behind the cloud's public address and its TLS port. */
export type CatalogueEntry = {
  type: string;
  name: string;
  /** Port on which haproxy answers with TLS, and path: { port: 8774, path: '/v2.1' }. */
  port: number;
  path: string;
};

/**
 * A port on which haproxy answers with TLS. Behind it the service listens on the port + 10,000, of the loopback address
 * where the cloud has one controller, else of the management address.
 */
export type Frontend = {
  name: string;
  port: number;
  /** Only the data host carries the service: its data is in files there. */
  single?: true;
  /** For connections that stay open, such as consoles. */
  idleSeconds?: number;
};

/** How to see that a service works. Run over ssh or by HTTP from the control plane; answers within seconds. */
export type HealthProbe =
  | { kind: 'unit'; unit: string }
  | {
      kind: 'http';
      name: string;
      /** By default the cloud's public one. */
      address?: string;
      port: number;
      path: string;
      status: number[];
    };

export type CompileContext = {
  intent: Intent;
  /** Id of the image that the hosts run; what must run again after a change of image is tied to it. */
  image: string;
  hosts: HostFacts[];
  /** Hosts that carry a role, in the intent's order. */
  withRole: (role: HostRole) => HostFacts[];
  /** The address that the cloud's users talk to, and its name in certificates. */
  publicAddress: string;
  /**
   * A token that stands for a secret until it is sent to a host. Same name, same secret of this cloud; a key and its
   * certificate have one name and differ in kind.
   */
  secret: (name: string, kind?: SecretKind) => string;
  /** Whether a service is part of this cloud. */
  carries: (service: string) => boolean;
  /** What is the same on every host, made once for each key: a list of all hosts made anew for each would cost their square. */
  once: <Value>(key: string, make: () => Value) => Value;
};

/** password: 32 letters and digits. fernet: 32 random bytes in URL-safe base64. tls-key, tls-certificate, ca-certificate: PEM from Tuskar's CA. */
export type SecretKind = 'password' | 'fernet' | 'uuid' | 'tls-key' | 'tls-certificate' | 'ca-certificate';

/** One OpenStack or supporting service: everything that is particular to it, in one file. */
export type ServiceModule = {
  name: string;
  title: string;
  /** Hosts with any of these roles carry it. */
  roles: HostRole[];
  /** Services that it cannot be without. */
  needs: string[];
  /** On unless the intent turns it off, or off unless turned on. */
  byDefault: 'on' | 'off';
  /** Names of the files that `config:` in cloud.yaml can override, for errors and completion. */
  configFiles: string[];
  /** A service user in the identity service; its password is the secret '<user>-keystone'. */
  serviceUser?: string;
  catalogue?: CatalogueEntry[];
  frontends?: Frontend[];
  /** This service's items for one host that carries it. */
  compile: (context: CompileContext, host: HostFacts) => Contribution[];
  probes: (context: CompileContext, host: HostFacts) => HealthProbe[];
  /**
   * Units without which the service's public APIs do not answer: a restart of one is an API gap, shown before it happens.
   * A service with units here and no catalogue of its own (a database, a proxy) interrupts the APIs of all that need it.
   */
  apiUnits?: string[];
  /** The web page for people, behind the public address. */
  dashboard?: { port: number; path: string };
  /**
   * Paths that hold the service's data: removed when the cloud is destroyed, after all units have stopped.
   * A path that ends in '/*' keeps the directory, which the package owns, and removes what is in it.
   */
  data?: string[];
  /**
   * Further items of the teardown, one after another, when the service's units have stopped and those of the services
   * that it needs still run: guests ended, bridges removed.
   */
  teardown?: (context: CompileContext, host: HostFacts) => Item[];
};
