import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import { BmcClient } from '../../bmc/client.ts';
import { killGroup, machinesGroup, removeGroup } from '../../cgroup.ts';
import { bmcLog, bmcSocket, imageDirectory, machineDirectory } from '../../directories.ts';
import { removeTree } from '../../host/lifecycle.ts';
import { portFrames } from '../../lldp/ports.ts';
import { isSending, sendFrames } from '../../lldp/sender.ts';
import { bmcAddress } from '../../network-plan.ts';
import { isAlive } from '../../process.ts';
import { boundConsole, consoleText } from '../../qemu/console.ts';
import { type LabContext, learnKvm } from '../../raise.ts';
import type { MachineRecord } from '../../state/schema.ts';
import { Turns } from '../../turns.ts';
import { describeQemuMachine } from '../profiles/qemu.ts';
import type { MachineDescription } from '../schema.ts';
import { makeCables, removeCables } from './cables.ts';
import { giveDirectory, launchBmcs } from './launch.ts';

const secondsToAnswer = 60;
const GB = 1_000_000_000;

/**
 * The process of the lab's BMCs, and the one that sends LLDP to their machines, as the keeper looks after them: what the state says is
 * what they serve.
 */
export class BmcService {
  readonly client: BmcClient;
  readonly #context: LabContext;
  readonly #log: Logger;
  readonly #turns = new Turns();

  constructor(context: LabContext, log: Logger) {
    this.#context = context;
    this.#log = log;
    this.client = new BmcClient({ socketPath: bmcSocket(context.directories) });
  }

  /** The log would grow for as long as the process lives. */
  boundLog(): void {
    boundConsole(bmcLog(this.#context.directories));
  }

  /** One of the processes is wanted, and not there; or not yet. */
  get isMissing(): boolean {
    const hasMachines = Object.keys(this.#context.store.state.machines).length > 0;
    return this.#lacksBmcs || (hasMachines && !isSending());
  }

  get #lacksBmcs(): boolean {
    const { bmcs } = this.#context.store.state;
    return bmcs !== null && (bmcs.process === null || !isAlive(bmcs.process));
  }

  /** Ends when the processes run with the machines that the state has and no other. Call with the lab's network there. */
  settle(): Promise<void> {
    return this.#turns.exclusive(() => this.#settle());
  }

  /** Starts what ended by itself. */
  bringBack(): Promise<void> {
    return this.#turns.exclusive(async () => {
      if (!this.isMissing) return;
      this.#log.warn("a process of the lab's machines ended by itself");
      await this.#settle();
    });
  }

  /** Removes a machine with its disks. What a keeper killed on the way leaves of it, nobody gets. */
  remove(name: string): Promise<void> {
    return this.#turns.exclusive(async () => {
      const { store, directories } = this.#context;
      const { index, size } = store.machine(name);
      await this.#settle();
      await this.client.remove(name);
      store.change((draft) => {
        delete draft.machines[name];
      });
      await killGroup(join(machinesGroup(), machineGroup(index)));
      await removeGroup('.machines', machineGroup(index));
      await removeCables(index, size.nics);
      await removeTree(machineDirectory(directories, index));
      await this.#sendLldp();
    });
  }

  console(name: string): string {
    const { index } = this.#context.store.machine(name);
    return consoleText(join(machineDirectory(this.#context.directories, index), 'console.log'));
  }

  async #settle(): Promise<void> {
    const { bmcs, machines, simulated } = this.#context.store.state;
    if (bmcs === null) return;
    // First, for a machine whose system restarts itself is started again as soon as there is somebody to do it.
    for (const { index, size } of Object.values(machines)) await makeCables(index, size.nics);
    await this.#sendLldp();
    if (this.#lacksBmcs) await this.#launch();
    await this.#answers();
    const present = new Set((await this.client.machines()).map(({ name }) => name));
    for (const name of present) if (!Object.hasOwn(machines, name)) await this.client.remove(name);
    for (const [name, machine] of Object.entries(machines)) {
      if (!present.has(name)) await this.#add(name, machine);
    }
    await this.client.simulate(simulated);
  }

  /** As a switch at the other ends of their cables. */
  async #sendLldp(): Promise<void> {
    const { bmcs, machines } = this.#context.store.state;
    if (bmcs === null) return;
    const rootfs = join(imageDirectory(this.#context.directories, bmcs.image), 'rootfs');
    await sendFrames(rootfs, portFrames(machines));
  }

  async #add(name: string, machine: MachineRecord): Promise<void> {
    const { index } = machine;
    const directory = machineDirectory(this.#context.directories, index);
    // Of a machine that was removed but for this.
    await removeTree(directory);
    giveDirectory(directory);
    await this.client.add({ machine: describeMachine(name, machine), body: { kind: 'qemu', index } });
  }

  async #launch(): Promise<void> {
    const { store, directories } = this.#context;
    const { bmcs } = store.state;
    if (bmcs === null) return;
    await learnKvm(this.#context, bmcs.image);
    const kvm = store.state.kvm?.state === 'works';
    const process = await launchBmcs({ directories, image: bmcs.image, kvm });
    store.change((draft) => {
      if (draft.bmcs) draft.bmcs.process = process;
    });
    this.#log.info({ pid: process.pid }, "the lab's BMCs were started");
  }

  async #answers(): Promise<void> {
    const deadline = Date.now() + secondsToAnswer * 1000;
    while (!this.#lacksBmcs && Date.now() < deadline) {
      try {
        await this.client.status();
        return;
      } catch (error) {
        if (!isTuskarError(error, 'lab-bmcs-unreachable')) throw error;
      }
      await delay(50);
    }
    const said = consoleText(bmcLog(this.#context.directories), 2000).trim();
    throw new TuskarError('lab-bmcs-unreachable', `The process of the lab's BMCs does not start: ${said}`);
  }
}

/** Of the machine's QEMU, within the group of all machines. */
export const machineGroup = (index: number): string => `machine-${index}`;

function describeMachine(name: string, { index, size, password }: MachineRecord): MachineDescription {
  const { cpus, memoryMebibytes, diskGigabytes, nvmeGigabytes = [], nics, virtualMedia, httpBoot } = size;
  const disks = diskGigabytes.map((gigabytes) => gigabytes * GB);
  const nvmeDisks = nvmeGigabytes.map((gigabytes) => gigabytes * GB);
  const lacks = {
    ...(virtualMedia === false && { virtualMedia }),
    ...(httpBoot === false && { httpBoot }),
  };
  const bmc = { address: bmcAddress(index), password, ...lacks };
  return describeQemuMachine({ name, index, cpus, memoryMebibytes, disks, nvmeDisks, nics, bmc });
}
