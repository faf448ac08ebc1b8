import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import type { LabMachine, MachinesRequest, Report, SimulateRequest } from '../keeper/protocol.ts';
import type { LabContext } from '../raise.ts';
import { machinePlaces, requireImage } from '../status.ts';
import type { Turns } from '../turns.ts';
import { claimMachines, wantBmcs } from './claim.ts';
import type { Fault, MachineDescription, PowerState } from './schema.ts';
import { BmcService } from './service/service.ts';

/** A process that dies as soon as it is started is not started in a loop. */
const secondsBetweenStarts = 10;

/** The machines of the lab, and the processes that they need beside their own. Only while the lab is up. */
export class LabMachines {
  readonly #context: LabContext;
  readonly #turns: Turns;
  readonly #log: Logger;
  readonly #service: BmcService;
  #notBefore = 0;

  constructor({ context, turns, log }: { context: LabContext; turns: Turns; log: Logger }) {
    this.#context = context;
    this.#turns = turns;
    this.#log = log;
    this.#service = new BmcService(context, log);
  }

  /** Call with the network there, in a turn of the lab. */
  async settle(report: Report): Promise<void> {
    const { bmcs, machines } = this.#context.store.state;
    if (bmcs === null) return;
    const total = Object.keys(machines).length;
    const say = (message: string, done: number): void =>
      report({ type: 'progress', step: 'machines', done, total, message });
    say('starting the BMCs', 0);
    await this.#service.settle();
    say('the BMCs answer', total);
  }

  /** The processes come back by themselves; the machines have gone on meanwhile. */
  async noticeDead(): Promise<void> {
    this.#service.boundLog();
    const isWanted = this.#context.store.state.phase === 'up' && this.#service.isMissing;
    if (!isWanted || Date.now() < this.#notBefore) return;
    this.#notBefore = Date.now() + secondsBetweenStarts * 1000;
    await this.#service
      .bringBack()
      .catch((error: unknown) =>
        this.#log.error({ err: error }, "the processes of the lab's machines cannot be started"),
      );
  }

  add(request: MachinesRequest, report: Report): Promise<LabMachine[]> {
    requireImage(this.#context.directories, request.image);
    return this.#whileUp(async () => {
      this.#context.store.change((draft) => claimMachines(draft, request));
      await this.settle(report);
      const names = new Set(request.machines.map(({ name }) => name));
      return (await this.#list()).filter(({ name }) => names.has(name));
    });
  }

  remove(name: string): Promise<void> {
    return this.#whileUp(() => this.#service.remove(name));
  }

  setFaults(name: string, faults: Fault[]): Promise<LabMachine> {
    return this.#whileUp(async () => {
      this.#context.store.machine(name);
      await this.#service.client.setFaults(name, faults);
      return this.#show(name);
    });
  }

  switchPower(name: string, power: PowerState): Promise<LabMachine> {
    return this.#whileUp(async () => {
      this.#context.store.machine(name);
      await this.#service.client.switchPower(name, power);
      return this.#show(name);
    });
  }

  simulate({ image, ...simulated }: SimulateRequest, report: Report): Promise<SimulateRequest> {
    requireImage(this.#context.directories, image);
    return this.#whileUp(async () => {
      this.#context.store.change((draft) => {
        draft.simulated = simulated;
        wantBmcs(draft, image);
      });
      await this.settle(report);
      return { image, ...simulated };
    });
  }

  /** Without power and faults where the BMCs do not run. */
  list(): Promise<LabMachine[]> {
    return this.#list();
  }

  async show(name: string): Promise<LabMachine> {
    this.#context.store.machine(name);
    return this.#show(name);
  }

  description(name: string): Promise<MachineDescription> {
    this.#context.store.machine(name);
    return this.#service.client.description(name);
  }

  console(name: string): string {
    return this.#service.console(name);
  }

  async #show(name: string): Promise<LabMachine> {
    const machine = (await this.#list()).find((one) => one.name === name);
    if (machine === undefined) throw new Error(`the machine ${name} went away`);
    return machine;
  }

  async #list(): Promise<LabMachine[]> {
    const seen = await this.#service.client.machines().catch((error: unknown) => {
      if (isTuskarError(error, 'lab-bmcs-unreachable')) return [];
      throw error;
    });
    return machinePlaces(this.#context.store.state).map((place) => {
      const bmc = seen.find(({ name }) => name === place.name);
      return {
        ...place,
        power: bmc?.power ?? null,
        bootOverride: bmc?.bootOverride ?? null,
        media: bmc?.media ?? null,
        faults: bmc?.faults ?? [],
      };
    });
  }

  #whileUp<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.shared(() => {
      if (this.#context.store.state.phase !== 'up') throw new TuskarError('lab-down', 'The lab is down.');
      return work();
    });
  }
}
