import { TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import type { BodyMaker } from '../machines/body.ts';
import { faultTable } from '../machines/faults.ts';
import type { Fault, MachineDescription, PowerState } from '../machines/schema.ts';
import { SimulatedBody } from '../simulated/body.ts';
import {
  simulatedFaults,
  simulatedIndex,
  simulatedIndexAt,
  simulatedMachine,
  simulatedName,
  simulatedNetwork,
  simulatedPower,
} from '../simulated/fleet.ts';
import { Bmc } from './bmc.ts';
import type { Retries } from './events.ts';
import { checkedImages, discardUnused, fetchedImages, type Images } from './images.ts';
import type { AddRequest, BodyRequest } from './protocol.ts';
import { Recent } from './recent.ts';
import { type BmcRecord, type BmcState, newState } from './state/schema.ts';
import type { BmcStore } from './state/store.ts';

/** Makes the body of a QEMU machine, by its number in the lab. */
export type QemuBodyMaker = (index: number) => BodyMaker;

export type FleetOptions = {
  store: BmcStore;
  log: Logger;
  qemu: QemuBodyMaker;
  /** Where the simulated fleet's addresses begin. */
  network?: string;
  /** How long simulated machines take beside real ones: 1 as long, 0 no time. */
  pace?: number;
  retries?: Retries;
};

type Added = { bmc: Bmc; machine: MachineDescription; body: BodyRequest };

/**
 * All BMCs of the process. Those of the simulated fleet are made when they are first asked, and then kept: what tells one
 * from another is small, and its description derives from its number each time.
 */
export class Fleet {
  readonly #options: FleetOptions;
  readonly #network: string;
  readonly #images: Images;
  readonly #added = new Map<string, Added>();
  readonly #byAddress = new Map<string, Bmc>();
  readonly #simulated = new Map<number, Promise<Bmc>>();
  readonly #descriptions = new Recent<number, MachineDescription>(256);
  #size: { count: number; seed: number };

  private constructor(options: FleetOptions) {
    this.#options = options;
    this.#network = options.network ?? simulatedNetwork;
    this.#images = fetchedImages(options.store.mediaDirectory);
    this.#size = options.store.fleet();
  }

  /** The fleet as the last process left it. */
  static async open(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options);
    const records = options.store.added();
    const files = records.flatMap(({ state }) => [state.media.Cd?.file, state.media.UsbStick?.file]);
    discardUnused(
      options.store.mediaDirectory,
      new Set(files.filter((file) => file !== undefined && file !== null)),
    );
    for (const record of records) await fleet.#reopen(record);
    return fleet;
  }

  get size(): Readonly<{ count: number; seed: number }> {
    return this.#size;
  }

  added(): Bmc[] {
    return [...this.#added.values()].map(({ bmc }) => bmc);
  }

  /** The BMC that answers at an address. */
  async at(address: string): Promise<Bmc | undefined> {
    const bmc = this.#byAddress.get(address);
    if (bmc) return bmc;
    const index = simulatedIndexAt(address, this.#network);
    return index === undefined ? undefined : this.#simulatedBmc(index);
  }

  /** Throws `lab-machine-not-found`. */
  async get(name: string): Promise<Bmc> {
    const bmc = this.#added.get(name)?.bmc ?? (await this.#simulatedNamed(name));
    if (bmc) return bmc;
    throw new TuskarError('lab-machine-not-found', `The lab has no machine ${name}.`, {
      context: { machine: name },
    });
  }

  /** Throws `lab-machine-conflict` where another machine has its name or address. */
  async add({ machine, body }: AddRequest): Promise<Bmc> {
    const present = this.#added.get(machine.name);
    if (present && JSON.stringify([present.machine, present.body]) === JSON.stringify([machine, body])) {
      return present.bmc;
    }
    const other =
      present?.bmc ?? (await this.at(machine.bmc.address)) ?? (await this.#simulatedNamed(machine.name));
    if (other) {
      const { name, bmc } = other.machine;
      throw new TuskarError(
        'lab-machine-conflict',
        `${machine.name} at ${machine.bmc.address} conflicts with ${name} at ${bmc.address}.`,
        { context: { machine: machine.name, other: name } },
      );
    }
    const state = newState('Off');
    const record: BmcRecord = { version: 1, added: { machine, body }, state };
    this.#options.store.write(machine.name, record);
    return this.#reopen(record);
  }

  async remove(name: string): Promise<void> {
    const added = this.#added.get(name);
    if (added === undefined) return;
    await added.bmc.close();
    this.#added.delete(name);
    this.#byAddress.delete(added.machine.bmc.address);
    this.#options.store.remove(name);
  }

  /** Another seed is another fleet; another count leaves the machines that both have as they are. */
  simulate(size: { count: number; seed: number }): void {
    if (size.seed !== this.#size.seed) {
      this.#simulated.clear();
      this.#descriptions.clear();
      this.#options.store.forgetSimulated();
    }
    for (const index of this.#simulated.keys()) if (index >= size.count) this.#simulated.delete(index);
    this.#size = size;
    this.#options.store.writeFleet(size);
  }

  describeSimulated(index: number): MachineDescription {
    return this.#descriptions.get(index, () => simulatedMachine(this.#size.seed, index, this.#network));
  }

  async setFaults(name: string, faults: Fault[]): Promise<Bmc> {
    const bmc = await this.get(name);
    await bmc.setFaults(faults);
    return bmc;
  }

  async switchPower(name: string, power: PowerState): Promise<Bmc> {
    const bmc = await this.get(name);
    bmc.power.reset(power === 'On' ? 'On' : 'ForceOff');
    await bmc.power.settled();
    return bmc;
  }

  async #reopen({ added, state }: BmcRecord): Promise<Bmc> {
    if (added === null) throw new Error('a record of an added machine without the machine');
    const { machine, body } = added;
    const { store, log, qemu } = this.#options;
    const bmc = await this.#open({
      describe: () => machine,
      kind: body.kind,
      state,
      images: body.kind === 'qemu' ? this.#images : checkedImages,
      makeBody: body.kind === 'qemu' ? qemu(body.index) : this.#simulatedBody(state),
      save: (changed) => store.write(machine.name, { version: 1, added, state: changed }),
      log: log.child({ machine: machine.name }),
    });
    this.#added.set(machine.name, { bmc, machine, body });
    this.#byAddress.set(machine.bmc.address, bmc);
    return bmc;
  }

  #simulatedNamed(name: string): Promise<Bmc | undefined> {
    const index = simulatedIndex(name);
    return index === undefined ? Promise.resolve(undefined) : this.#simulatedBmc(index);
  }

  async #simulatedBmc(index: number): Promise<Bmc | undefined> {
    if (index >= this.#size.count) return undefined;
    const known = this.#simulated.get(index);
    if (known) return known;
    const opened = this.#openSimulated(index);
    this.#simulated.set(index, opened);
    opened.catch(() => this.#simulated.delete(index));
    return opened;
  }

  async #openSimulated(index: number): Promise<Bmc> {
    const { store, log } = this.#options;
    const { seed } = this.#size;
    const name = simulatedName(index);
    const state = store.simulated(name)?.state ?? this.#delivered(seed, index);
    return this.#open({
      describe: () => this.describeSimulated(index),
      kind: 'simulated',
      state,
      images: checkedImages,
      makeBody: this.#simulatedBody(state),
      save: (changed) => store.write(name, { version: 1, added: null, state: changed }),
      log,
    });
  }

  /** How a simulated machine is before anybody has done anything with it. */
  #delivered(seed: number, index: number): BmcState {
    const faults = simulatedFaults(seed, index, this.describeSimulated(index));
    const found = faults.filter(({ name }) => faultTable[name].atNextStart);
    return { ...newState(simulatedPower(seed, index)), faults, found };
  }

  #open(options: Parameters<typeof Bmc.open>[0]): Promise<Bmc> {
    const { retries } = this.#options;
    return Bmc.open({ ...options, ...(retries && { retries }) });
  }

  #simulatedBody(state: BmcState): BodyMaker {
    const { pace = 1 } = this.#options;
    return async (machine, bootOrder) =>
      new SimulatedBody({ uuid: machine.uuid, bootOrder, power: state.power, pace });
  }
}
