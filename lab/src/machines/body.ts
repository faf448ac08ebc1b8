import type { BootTarget, Fault, MachineDescription, PowerState } from './schema.ts';

export type BootOrder = {
  target: BootTarget;
  /** A file with an ISO image in the virtual drive; null: no medium. */
  media: string | null;
  /** A file with a disk image that the machine sees as a USB stick; null: none is plugged in. */
  usbStick: string | null;
};

export type BodyEvent =
  /** The machine changed its power state: it was told to, its system shut it down, or its power was cut. */
  | { type: 'power'; state: PowerState; cause: 'asked' | 'system' | 'lost' }
  /** Its system restarted it; the BMC says what to boot now by `bootOrder`. */
  | { type: 'restarted' };

/** In Redfish's words (ComputerSystem.BootProgress). */
export type BootProgress = 'None' | 'MemoryInitializationStarted' | 'PCIResourceConfigStarted' | 'OSRunning';

/**
 * What a BMC has under it: a QEMU machine, or a simulated one. The BMC owns boot overrides and virtual media and tells the
 * body at each start what to boot; the body owns power. Every call is idempotent and ends when its effect can be seen.
 */
export type MachineBody = {
  powerState: () => PowerState;
  /** Starts from cold; a machine that is on stays as it is. */
  powerOn: () => Promise<void>;
  /** Cuts the power. */
  powerOff: () => Promise<void>;
  /** Presses the power button: a system that listens shuts itself down. */
  pressButton: () => Promise<void>;
  reset: () => Promise<void>;
  /** Faults that are on; what of them is the body's to show (see faults.ts), it shows from then on. */
  setFaults: (faults: Fault[]) => Promise<void>;
  onEvent: (listener: (event: BodyEvent) => void) => void;
  /** How far its system has started; a body that cannot know has none of this. */
  progress?: () => BootProgress;
  /** What it runs once it has started: the agent of a ramdisk, or what is on its disk. Only where it is known. */
  system?: () => 'agent' | 'disk';
};

/** Asked by the body at every start of the machine, cold or warm; consumes a boot override that is for once. */
export type BootOrderSource = () => BootOrder;

/** Makes the body of a machine, or finds the one that an earlier process left running. It touches nothing but its own. */
export type BodyMaker = (machine: MachineDescription, bootOrder: BootOrderSource) => Promise<MachineBody>;
