import { TuskarError } from '@tuskar/contract/error.ts';
import type { Logger } from 'pino';
import { claimHosts } from './claim.ts';
import { type Directories, stateFile } from './directories.ts';
import { HostQueue } from './host/queue.ts';
import { inParallel } from './in-parallel.ts';
import type { LabHost, LabStatus, Report, UpRequest } from './keeper/protocol.ts';
import { LabMachines } from './machines/lab-machines.ts';
import { claimMachines } from './machines/claim.ts';
import { type LabContext, learnKvm, lowerLab, raiseNetwork } from './raise.ts';
import type { LabState } from './state/schema.ts';
import { LabStore } from './state/store.ts';
import { hostStatus, labStatus, requireImage } from './status.ts';
import { Turns } from './turns.ts';
import { deadHosts, unfinishedHosts } from './unfinished.ts';

const bootsAtOnce = 8;
const silent: Report = () => undefined;

/** The one lab of this machine. What is asked of it runs in turn; what a killed process began, `start` finishes. */
export class Lab {
  readonly machines: LabMachines;
  readonly #context: LabContext;
  readonly #log: Logger;
  readonly #turns = new Turns();
  readonly #hosts: HostQueue;
  #watch: NodeJS.Timeout | undefined;

  constructor({ directories, log }: { directories: Directories; log: Logger }) {
    this.#context = { directories, store: LabStore.open(stateFile(directories)) };
    this.#log = log;
    this.#hosts = new HostQueue(this.#context);
    this.machines = new LabMachines({ context: this.#context, turns: this.#turns, log });
  }

  get #state(): Readonly<LabState> {
    return this.#context.store.state;
  }

  /** Takes over the hosts that live, and goes on with what another keeper left half done. */
  start(): void {
    this.#resume().catch((error: unknown) =>
      this.#log.error({ err: error }, 'what another keeper began cannot be finished'),
    );
    this.#watch = setInterval(
      () => void this.#turns.shared(() => Promise.all([this.#noticeDeadHosts(), this.machines.noticeDead()])),
      1000,
    );
  }

  /** Ends the watching only: hosts live on without a keeper. */
  stop(): void {
    clearInterval(this.#watch);
  }

  async #resume(): Promise<void> {
    const { phase } = this.#state;
    if (phase === 'stopping') await this.down(silent);
    if (phase === 'starting') await this.#raise(unfinishedHosts(this.#state), silent);
    if (phase !== 'up') return;
    await this.#turns.shared(() =>
      Promise.all([this.#boot(unfinishedHosts(this.#state), silent), this.machines.settle(silent)]),
    );
  }

  status(): LabStatus {
    return labStatus(this.#state);
  }

  up(request: UpRequest, report: Report): Promise<LabStatus> {
    requireImage(this.#context.directories, request.image);
    const names = request.hosts.map(({ name }) => name);
    return this.#raise(names, report, request);
  }

  #raise(names: string[], report: Report, request?: UpRequest): Promise<LabStatus> {
    return this.#turns.exclusive(async () => {
      await raiseNetwork(this.#context, report, (draft) => {
        if (!request) return;
        claimHosts(draft, request);
        claimMachines(draft, { image: request.image, machines: request.machines ?? [] });
      });
      const image = names[0] && this.#state.hosts[names[0]]?.image;
      try {
        await Promise.all([
          this.#boot(names, report),
          image && learnKvm(this.#context, image),
          this.machines.settle(report),
        ]);
      } finally {
        // Also where a host did not boot: the lab is up, and the host says that it is stopped.
        this.#context.store.change((draft) => {
          draft.phase = 'up';
        });
      }
      return this.status();
    });
  }

  down(report: Report): Promise<LabStatus> {
    this.#hosts.interruptAll();
    return this.#turns.exclusive(async () => {
      await lowerLab(this.#context, report);
      return this.status();
    });
  }

  addHost(request: UpRequest, report: Report): Promise<LabHost> {
    requireImage(this.#context.directories, request.image);
    const [host] = request.hosts;
    return this.#beside(host?.name ?? '', async (name) => {
      this.#context.store.change((draft) => claimHosts(draft, request));
      await this.#boot([name], report);
    });
  }

  bootHost(name: string, report: Report): Promise<LabHost> {
    return this.#beside(name, () => this.#boot([name], report));
  }

  killHost(name: string): Promise<LabHost> {
    return this.#hosts.powerOff(this.#known(name)).then(() => this.#host(name));
  }

  async removeHost(name: string): Promise<void> {
    await this.#hosts.remove(this.#known(name));
  }

  #beside(name: string, work: (name: string) => Promise<void>): Promise<LabHost> {
    return this.#turns.shared(async () => {
      if (this.#state.phase !== 'up') throw new TuskarError('lab-down', 'The lab is down.');
      await work(name);
      return this.#host(name);
    });
  }

  async #boot(names: string[], report: Report): Promise<void> {
    const total = names.length;
    let done = 0;
    const say = (message: string): void => report({ type: 'progress', step: 'hosts', done, total, message });
    await inParallel(names, bootsAtOnce, async (name) => {
      this.#known(name);
      await this.#hosts.boot(name, (what) => say(`${name} waits for ${what}`));
      done += 1;
      say(`${name} runs`);
    });
  }

  async #noticeDeadHosts(): Promise<void> {
    for (const name of deadHosts(this.#state)) {
      if (this.#hosts.isBusy(name)) continue;
      this.#log.warn({ host: name }, 'a host of the lab stopped by itself');
      await this.#hosts
        .powerOff(name)
        .catch((error: unknown) =>
          this.#log.error({ host: name, err: error }, 'the remains of a stopped host cannot be removed'),
        );
    }
  }

  #known(name: string): string {
    this.#context.store.host(name);
    return name;
  }

  #host(name: string): LabHost {
    return hostStatus(name, this.#context.store.host(name));
  }
}
