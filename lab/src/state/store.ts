import { TuskarError } from '@tuskar/contract/error.ts';
import { bootId } from '../process.ts';
import { afterReboot, emptyState, readState, writeState } from './file.ts';
import type { HostRecord, LabState, MachineRecord } from './schema.ts';

/** The lab's state in memory and on disk; every change is on disk before `change` returns. */
export class LabStore {
  readonly #path: string;
  #state: LabState;

  private constructor(path: string, state: LabState) {
    this.#path = path;
    this.#state = state;
  }

  static open(path: string): LabStore {
    const id = bootId();
    return new LabStore(path, afterReboot(readState(path) ?? emptyState(id), id));
  }

  get state(): Readonly<LabState> {
    return this.#state;
  }

  change(edit: (draft: LabState) => void): void {
    const draft = structuredClone(this.#state);
    edit(draft);
    writeState(this.#path, draft);
    this.#state = draft;
  }

  /** Forgets network, hosts and machines: nothing of the lab is left. */
  reset(): void {
    const { bootId: id, kvm } = this.#state;
    this.change((draft) => Object.assign(draft, emptyState(id), { kvm }));
  }

  findHost(name: string): Readonly<HostRecord> | undefined {
    return Object.hasOwn(this.#state.hosts, name) ? this.#state.hosts[name] : undefined;
  }

  host(name: string): Readonly<HostRecord> {
    const host = this.findHost(name);
    if (!host)
      throw new TuskarError('lab-host-not-found', `The lab has no host ${name}.`, {
        context: { host: name },
      });
    return host;
  }

  machine(name: string): Readonly<MachineRecord> {
    const { machines } = this.#state;
    const machine = Object.hasOwn(machines, name) ? machines[name] : undefined;
    if (!machine)
      throw new TuskarError('lab-machine-not-found', `The lab has no machine ${name}.`, {
        context: { machine: name },
      });
    return machine;
  }

  /** Sets `since` too where what a person sees as the host's state may have changed. */
  changeHost(name: string, changes: Partial<HostRecord>): void {
    this.change((draft) => {
      const host = draft.hosts[name];
      if (!host) return;
      Object.assign(host, changes);
      if ('process' in changes || 'ready' in changes) host.since = new Date().toISOString();
    });
  }
}
