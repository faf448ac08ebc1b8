import type { Bmc } from '@tuskar/contract/machine.ts';

/**
 * The bare-metal service, as the room of hardware needs it: small ports, grouped by what they are for. Its adapters are
 * `ironic/` and `simulated/`. What they give is read permissively: a field that the service leaves out, or fills with
 * something else, is null or empty here, and no reason to fail.
 *
 * Every call can end in: bare-metal-unreachable, bare-metal-busy, bare-metal-unauthorized, bare-metal-refused,
 * bare-metal-answer; those that name a node also in node-not-found and node-locked. Which of them another try can
 * mend is said in the catalogue.
 */
export type BareMetal = {
  registry: NodeRegistry;
  /**
   * How a node is now: as it was seen within the last second, and after whatever was asked of it here. For whoever waits for
   * it: many that ask at the same time may share one look at all.
   */
  glance: (id: string) => Promise<NodeGlance>;
  /**
   * Resolves when a look, whoever asked for it, shows this node in another state than it was seen in; where nobody looks at all
   * nodes, after so many milliseconds. One waits for each node: whoever asks later takes the place of the one before.
   */
  moved?: (seen: NodeGlance, everyMs: number) => Promise<void>;
  work: NodeWork;
  records: NodeRecords;
  panel: NodePanel;
};

/** Gives the service that has a machine. @throws undercloud-not-connected */
export type BareMetalOf = (provider: 'ironic' | 'simulated') => Promise<BareMetal>;

/**
 * A state of the bare-metal service, by its own name. It has 32 of them, and a newer service may have more, so any text
 * is one; `provision-states.ts` knows what they mean.
 */
export type ProvisionState = string;

export type Power = 'on' | 'off' | 'unknown';

/** Of a node, the bare-metal service's word for a machine: what changes while it lives. */
export type NodeGlance = {
  /** The machine's own id. */
  id: string;
  name: string | null;
  provisionState: ProvisionState;
  /** Where it is going; null: nowhere. */
  targetProvisionState: ProvisionState | null;
  /** When its provision state last changed, as the service writes it: to compare, not to compute with. */
  provisionChangedAt: string | null;
  power: Power;
  /** The service leaves it alone: it neither syncs its power nor works on it. */
  maintenance: boolean;
  maintenanceReason: string | null;
  /** What the service found to be wrong: 'power failure', 'clean failure'. */
  fault: string | null;
  lastError: string | null;
  /** Where the agent on it answered last, '198.18.48.21'; null: it never did. */
  agentAddress: string | null;
  /** What runs on it now; empty once it has failed. */
  step: { interface: string; name: string } | null;
  /** The process of the service that holds it locked; null: nobody. */
  lockedBy: string | null;
  retired: boolean;
  protected: boolean;
  driver: string | null;
};

/** A node with all that it was given. */
export type Node = NodeGlance & {
  /** 'cpu_arch', 'root_device', …: what the service keeps of what it is made of. */
  properties: Record<string, unknown>;
  /** Of the system that is deployed on it. */
  instance: Record<string, unknown>;
  /** Without passwords: the service masks them. */
  driverSettings: Record<string, unknown>;
};

export type NodePort = { id: string; mac: string; pxe: boolean };

/** What a machine is registered with. */
export type NodeDefinition = {
  /** The machine's id, a UUID: what makes enrolling idempotent. */
  id: string;
  name: string;
  bmc: Bmc & { password: string | null };
  /** In lower case, with colons. */
  macs: string[];
  /** Settings of the service's driver besides those that reach the BMC: 'agent_burnin_cpu_timeout'. */
  driverSettings?: Record<string, unknown>;
};

/** What is left out stays; null takes away. */
export type NodeChange = {
  name?: string;
  bmc?: Bmc & { password: string | null };
  driverSettings?: Record<string, unknown>;
  /** Over the network, by what its firmware can; otherwise from virtual media. */
  boot?: 'pxe' | 'http';
  /** What to deploy: 'image_source', 'image_checksum', 'root_device'. */
  instance?: Record<string, unknown>;
  properties?: Record<string, unknown>;
  retired?: { reason: string } | null;
  protected?: { reason: string } | null;
};

export type NodeQuery = { provisionState?: ProvisionState; signal?: AbortSignal | undefined };

export type NodeRegistry = {
  /** Makes the node, or makes the one that has the id equal the definition; also its ports. */
  enrol: (definition: NodeDefinition) => Promise<Node>;
  update: (id: string, change: NodeChange) => Promise<Node>;
  /** One that is gone is forgotten. @throws node-state where what runs on it stands in the way */
  forget: (id: string) => Promise<void>;
  show: (id: string) => Promise<Node>;
  /** All of them, or those in one state, in pages of the service's own size. */
  list: (options?: NodeQuery) => Promise<NodeGlance[]>;
  /** By interface ('power', 'deploy', …): what is missing; null: nothing. */
  validate: (id: string) => Promise<Record<string, string | null>>;
  ports: (id: string) => Promise<NodePort[]>;
};

export type ProvisionVerb =
  | 'manage'
  | 'inspect'
  | 'provide'
  | 'clean'
  | 'active'
  | 'rebuild'
  | 'deleted'
  | 'rescue'
  | 'unrescue'
  | 'service'
  | 'adopt'
  | 'abort';

/** A step of the service: interface 'deploy', step 'burnin_cpu'. */
export type NodeStep = {
  interface: string;
  step: string;
  args?: Record<string, unknown>;
  /** Deploy steps only: the order, highest first; 0: not at all. */
  priority?: number;
};

export type ProvisionRequest = {
  verb: ProvisionVerb;
  /** 'clean' and 'service'. */
  cleanSteps?: NodeStep[];
  /** 'active' and 'rebuild': besides the service's own. */
  deploySteps?: NodeStep[];
  /** 'active' and 'rebuild': what the system reads at its first boot. */
  configDrive?: {
    meta_data?: Record<string, unknown>;
    network_data?: Record<string, unknown>;
    user_data?: string;
  };
  /** 'rescue'. */
  rescuePassword?: string;
};

export type PowerTarget = 'on' | 'off' | 'reboot' | 'soft-off' | 'soft-reboot';
export type BootDevice = 'pxe' | 'disk' | 'cdrom' | 'bios' | 'safe' | 'uefihttp';

/** What changes a node. All but `maintenance` are taken on and done later: look at the node to see when. */
export type NodeWork = {
  /** @throws node-state where its state does not allow the verb */
  provision: (id: string, request: ProvisionRequest) => Promise<void>;
  power: (id: string, target: PowerTarget) => Promise<void>;
  bootDevice: (id: string, options: { device: BootDevice; persistence: 'once' | 'always' }) => Promise<void>;
  /** Without a reason: the service takes care of it again. */
  maintenance: (id: string, options: { reason: string | null }) => Promise<void>;
};

/** What an inspection found: as the agent says it, not checked; whoever reads it does so permissively. */
export type NodeInventory = { inventory: Record<string, unknown>; pluginData: Record<string, unknown> };

/** Something that happened to a node, newest first in lists. */
export type NodeEvent = {
  id: string;
  /** RFC 3339 */
  at: string | null;
  severity: string | null;
  /** 'cleaning', 'power' … */
  type: string | null;
  event: string | null;
  conductor: string | null;
};

export type FirmwareComponent = { component: string; initial: string | null; current: string | null };

export type NodeRecords = {
  /** null: it was never inspected. */
  inventory: (id: string) => Promise<NodeInventory | null>;
  /** What went wrong, and where the service says so also what went well; newest first. */
  history: (id: string) => Promise<NodeEvent[]>;
  firmware: (id: string) => Promise<FirmwareComponent[]>;
  /**
   * What our hardware manager recorded of its steps, as it says it, not checked: {format, results: [{step, run, …}]}, the
   * text 'tuskar-results' of the newest log archive of a ramdisk. null: there is none.
   */
  results: (id: string) => Promise<unknown>;
};

/** A light of a machine: component 'system', name 'led@system'. */
export type Indicator = { component: string; name: string; states: string[]; readonly: boolean };

/** Where the service itself leads to the console of a machine. */
export type NodeConsole = { enabled: boolean; type: string | null; url: string | null };

/** The machine's front panel and its screen, where it has them. */
export type NodePanel = {
  /** How a light is now: 'on', 'off', 'blinking'; null: nobody knows. */
  indicator: (id: string, options: { name: string }) => Promise<string | null>;
  indicators: (id: string) => Promise<Indicator[]>;
  setIndicator: (id: string, options: { name: string; state: 'on' | 'off' | 'blinking' }) => Promise<void>;
  /** null: the service leads to none. */
  console: (id: string) => Promise<NodeConsole | null>;
};
