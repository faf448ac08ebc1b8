import { existsSync, readFileSync, rmdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { killGroup } from '../cgroup.ts';
import { isAlive, type ProcessIdentity } from '../process.ts';
import { type MachineFiles, readRecord, removeRecord, writeRecord } from './files.ts';
import { launchQemu, type LaunchOptions, startFailed } from './launch.ts';
import { QmpClient } from './qmp.ts';
import { RunState, Shutdown } from './schema.ts';

const secondsToAnswer = 60;
const secondsToEnd = 10;

/** How a run ended by itself: its system restarted, its system switched off, or QEMU died. */
export type Ending = 'restart' | 'shutdown' | 'lost';

type Place = { files: MachineFiles; group: string };

/** One run of QEMU: from the start of the machine to the moment when it is off, or about to start again. */
export class QemuRun {
  /** Settles when the run has ended and no process of it is left. */
  readonly ended: Promise<Ending>;
  readonly #place: Place;
  readonly #identity: ProcessIdentity;
  #monitor!: QmpClient;
  #reason: string | undefined;
  #isKilled = false;

  private constructor(place: Place, identity: ProcessIdentity) {
    this.#place = place;
    this.#identity = identity;
    let end: (ending: Promise<Ending>) => void;
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    this.#onClosed = () => end(this.#afterwards());
  }

  readonly #onClosed: () => void;

  /** The machine stands still until `go`. Throws `lab-machine-failed` where QEMU cannot have it. */
  static async start(options: LaunchOptions): Promise<QemuRun> {
    await killGroup(options.group);
    const identity = await launchQemu(options);
    writeRecord(options.files, identity);
    const run = new QemuRun(options, identity);
    if (await run.#connect()) return run;
    await run.kill();
    throw startFailed(options.name, options.files);
  }

  /** The run that another process of ours left; or how it ended meanwhile; undefined where the machine is off. */
  static async takeOver(place: Place): Promise<QemuRun | Ending | undefined> {
    const identity = readRecord(place.files);
    if (identity === undefined) return undefined;
    const run = new QemuRun(place, identity);
    if (await run.#connect()) return run;
    await killGroup(place.group);
    return endingIn(place.files);
  }

  execute(command: string, options: Record<string, unknown> = {}): Promise<unknown> {
    return this.#monitor.execute(command, options);
  }

  /** Lets the machine run, which may do so already. */
  async go(): Promise<void> {
    const { status } = RunState.parse(await this.execute('query-status'));
    if (status === 'prelaunch') await this.execute('cont');
  }

  /** A power cut. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    await killGroup(this.#place.group);
    removeGroup(this.#place.group);
    removeRecord(this.#place.files);
  }

  /** False where QEMU ends before it answers. */
  async #connect(): Promise<boolean> {
    const deadline = Date.now() + secondsToAnswer * 1000;
    while (isAlive(this.#identity) && Date.now() < deadline) {
      const monitor = await QmpClient.connect(this.#place.files.monitor, ({ event, data }) => {
        if (event === 'SHUTDOWN') this.#reason = Shutdown.parse(data).reason;
      }).catch(() => undefined);
      if (monitor !== undefined) {
        this.#monitor = monitor;
        void monitor.closed.then(this.#onClosed);
        return true;
      }
      await delay(20);
    }
    return false;
  }

  /** QEMU closes its disks before its monitor; it is given time for the little that is left. */
  async #afterwards(): Promise<Ending> {
    const deadline = Date.now() + secondsToEnd * 1000;
    while (isAlive(this.#identity) && Date.now() < deadline) await delay(10);
    // After a power cut the group may be the next run's by now.
    if (this.#isKilled) return 'lost';
    await killGroup(this.#place.group);
    if (this.#reason === 'guest-reset') return 'restart';
    return this.#reason === 'guest-shutdown' ? 'shutdown' : 'lost';
  }
}

/** From the trace that QEMU leaves: a shutdown is requested, a restart just stops the machine, and a killed one says nothing. */
function endingIn({ log }: MachineFiles): Ending {
  const trace = existsSync(log) ? readFileSync(log, 'utf8') : '';
  if (trace.includes('qemu_system_shutdown_request')) return 'shutdown';
  return trace.includes('vm_state_notify running 0') ? 'restart' : 'lost';
}

function removeGroup(group: string): void {
  try {
    rmdirSync(group);
  } catch (error) {
    // A process that was just killed holds it a moment longer; the next start uses it again.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOENT', 'EBUSY'].includes(code)) throw error;
  }
}
