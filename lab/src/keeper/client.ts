import type { IncomingMessage } from 'node:http';
import { TuskarError } from '@tuskar/contract/error.ts';
import * as z from 'zod';
import type { PowerRequest } from '../bmc/protocol.ts';
import { MachineDescription } from '../machines/schema.ts';
import {
  type BuildRequest,
  type FaultsRequest,
  type HostRequest,
  KeeperStatus,
  LabHost,
  LabMachine,
  LabStatus,
  type MachinesRequest,
  SimulateRequest,
  type StreamProgress,
  type UpRequest,
} from './protocol.ts';
import { readJson, requestOverSocket, type SocketCall } from '../socket-request.ts';
import { readStream } from './stream.ts';

export type Follow = {
  onProgress?: (progress: StreamProgress) => void;
  onLog?: (line: string) => void;
  /** Ends the following, not the work. */
  signal?: AbortSignal;
};

/**
 * The control plane's way to the root process. Every method throws `TuskarError`: the keeper's own, or `keeper-unreachable`
 * where none answers. Work that is followed goes on when the client leaves or loses the keeper; asking again is safe.
 */
export class KeeperClient {
  readonly #socketPath: string;

  constructor({ socketPath }: { socketPath: string }) {
    this.#socketPath = socketPath;
  }

  status(): Promise<KeeperStatus> {
    return this.#json({ method: 'GET', path: '/v1/status' }, KeeperStatus);
  }

  up(request: UpRequest, follow: Follow = {}): Promise<LabStatus> {
    return this.#follow({ method: 'POST', path: '/v1/lab/up', body: request }, LabStatus, follow);
  }

  down(follow: Follow = {}): Promise<LabStatus> {
    return this.#follow({ method: 'POST', path: '/v1/lab/down' }, LabStatus, follow);
  }

  addHost(request: HostRequest, follow: Follow = {}): Promise<LabHost> {
    return this.#follow({ method: 'POST', path: '/v1/lab/hosts', body: request }, LabHost, follow);
  }

  bootHost(name: string, follow: Follow = {}): Promise<LabHost> {
    return this.#follow({ method: 'POST', path: `${hostPath(name)}/boot` }, LabHost, follow);
  }

  /** Cuts the host's power; its disk stays. */
  killHost(name: string): Promise<LabHost> {
    return this.#json({ method: 'POST', path: `${hostPath(name)}/kill` }, LabHost);
  }

  async removeHost(name: string): Promise<void> {
    await this.#json({ method: 'DELETE', path: hostPath(name) }, z.null());
  }

  /** Machines that QEMU is; the simulated fleet is a number in the status. */
  machines(): Promise<LabMachine[]> {
    return this.#json({ method: 'GET', path: '/v1/lab/machines' }, z.array(LabMachine));
  }

  machine(name: string): Promise<LabMachine> {
    return this.#json({ method: 'GET', path: machinePath(name) }, LabMachine);
  }

  /** What it is made of, with its BMC's first credentials. */
  describeMachine(name: string): Promise<MachineDescription> {
    return this.#json({ method: 'GET', path: `${machinePath(name)}/description` }, MachineDescription);
  }

  addMachines(request: MachinesRequest, follow: Follow = {}): Promise<LabMachine[]> {
    const call = { method: 'POST', path: '/v1/lab/machines', body: request };
    return this.#follow(call, z.array(LabMachine), follow);
  }

  setMachineFaults(name: string, request: FaultsRequest): Promise<LabMachine> {
    return this.#json({ method: 'PUT', path: `${machinePath(name)}/faults`, body: request }, LabMachine);
  }

  /** As whoever stands before it does. */
  switchMachinePower(name: string, power: PowerRequest['power']): Promise<LabMachine> {
    return this.#json({ method: 'PUT', path: `${machinePath(name)}/power`, body: { power } }, LabMachine);
  }

  /** The end of what the machine wrote to its serial console. */
  machineConsole(name: string): Promise<string> {
    return this.#json({ method: 'GET', path: `${machinePath(name)}/console` }, z.string());
  }

  /** With its disks. */
  async removeMachine(name: string): Promise<void> {
    await this.#json({ method: 'DELETE', path: machinePath(name) }, z.null());
  }

  simulate(request: SimulateRequest, follow: Follow = {}): Promise<SimulateRequest> {
    return this.#follow({ method: 'PUT', path: '/v1/lab/simulated', body: request }, SimulateRequest, follow);
  }

  images<Manifest extends z.ZodType>(schema: Manifest): Promise<z.infer<Manifest>[]> {
    return this.#json({ method: 'GET', path: '/v1/images' }, z.array(schema));
  }

  image<Manifest extends z.ZodType>(id: string, schema: Manifest): Promise<z.infer<Manifest>> {
    return this.#json({ method: 'GET', path: `/v1/images/${encodeURIComponent(id)}` }, schema);
  }

  buildImage<Manifest extends z.ZodType>(
    request: BuildRequest,
    schema: Manifest,
    follow: Follow = {},
  ): Promise<z.infer<Manifest>> {
    return this.#follow({ method: 'POST', path: '/v1/images/build', body: request }, schema, follow);
  }

  async #json<Schema extends z.ZodType>(call: SocketCall, schema: Schema): Promise<z.infer<Schema>> {
    const response = await this.#send(call);
    return schema.parse(await readJson(response));
  }

  async #follow<Schema extends z.ZodType>(
    call: SocketCall,
    schema: Schema,
    follow: Follow,
  ): Promise<z.infer<Schema>> {
    const response = await this.#send({ ...call, signal: follow.signal });
    return schema.parse(await readStream(response, follow));
  }

  #send(call: SocketCall): Promise<IncomingMessage> {
    const unreachable = (reason: string, cause: Error) =>
      new TuskarError(
        'keeper-unreachable',
        `The lab keeper on ${this.#socketPath} does not answer: ${reason}.`,
        { cause, context: { socketPath: this.#socketPath } },
      );
    return requestOverSocket(this.#socketPath, call, unreachable);
  }
}

const machinePath = (name: string): string => `/v1/lab/machines/${encodeURIComponent(name)}`;
const hostPath = (name: string): string => `/v1/lab/hosts/${encodeURIComponent(name)}`;
