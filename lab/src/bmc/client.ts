import { TuskarError } from '@tuskar/contract/error.ts';
import { MachineDescription } from '../machines/schema.ts';
import { readJson, requestOverSocket, type SocketCall } from '../socket-request.ts';
import {
  type AddRequest,
  BmcMachine,
  bmcPaths,
  BmcStatus,
  type FaultsRequest,
  MachineDescriptions,
  Machines,
  Nothing,
  type PowerRequest,
  type SimulatedQuery,
  type SimulatedRequest,
} from './protocol.ts';

type Schema<T> = { parse(value: unknown): T };

/**
 * The keeper's way to the process of the lab's BMCs. Every method throws `TuskarError`: the process's own, or
 * `lab-bmcs-unreachable` where it does not run. Every call can be repeated safely.
 */
export class BmcClient {
  readonly #socketPath: string;

  constructor({ socketPath }: { socketPath: string }) {
    this.#socketPath = socketPath;
  }

  status(): Promise<BmcStatus> {
    return this.#ask({ method: 'GET', path: bmcPaths.status }, BmcStatus);
  }

  /** Machines that were added one by one. */
  machines(): Promise<BmcMachine[]> {
    return this.#ask({ method: 'GET', path: bmcPaths.machines }, Machines);
  }

  /** A machine of either kind. */
  machine(name: string): Promise<BmcMachine> {
    return this.#ask({ method: 'GET', path: bmcPaths.machine(name) }, BmcMachine);
  }

  /** What a machine of either kind is made of, with its BMC's address and first credentials. */
  description(name: string): Promise<MachineDescription> {
    return this.#ask({ method: 'GET', path: bmcPaths.description(name) }, MachineDescription);
  }

  add(request: AddRequest): Promise<BmcMachine> {
    return this.#ask({ method: 'POST', path: bmcPaths.machines, body: request }, BmcMachine);
  }

  /** Cuts the machine's power and forgets it; its disks are the keeper's. No machine of that name is no error. */
  async remove(name: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path: bmcPaths.machine(name) }, Nothing);
  }

  setFaults(name: string, faults: FaultsRequest['faults']): Promise<BmcMachine> {
    return this.#ask({ method: 'PUT', path: bmcPaths.faults(name), body: { faults } }, BmcMachine);
  }

  /** Ends when the machine has followed. */
  switchPower(name: string, power: PowerRequest['power']): Promise<BmcMachine> {
    return this.#ask({ method: 'PUT', path: bmcPaths.power(name), body: { power } }, BmcMachine);
  }

  simulate(request: SimulatedRequest): Promise<BmcStatus> {
    return this.#ask({ method: 'PUT', path: bmcPaths.simulated, body: request }, BmcStatus);
  }

  simulated({ first = 0, count = 100 }: SimulatedQuery = {}): Promise<MachineDescription[]> {
    const path = `${bmcPaths.simulated}?first=${first}&count=${count}`;
    return this.#ask({ method: 'GET', path }, MachineDescriptions);
  }

  async #ask<T>(call: SocketCall, schema: Schema<T>): Promise<T> {
    const unreachable = (reason: string, cause: Error) =>
      new TuskarError(
        'lab-bmcs-unreachable',
        `The lab's BMCs on ${this.#socketPath} do not answer: ${reason}.`,
        { cause, context: { socketPath: this.#socketPath } },
      );
    return schema.parse(await readJson(await requestOverSocket(this.#socketPath, call, unreachable)));
  }
}
