import { existsSync, statSync } from 'node:fs';
import type { Logger } from 'pino';
import { asFound } from '../machines/as-found.ts';
import type { BodyEvent, BootOrder, BootOrderSource, MachineBody } from '../machines/body.ts';
import type { Fault, MachineDescription, PowerState } from '../machines/schema.ts';
import { Turns } from '../turns.ts';
import { qemuArguments } from './arguments.ts';
import { boundConsole, consoleText } from './console.ts';
import {
  machineFiles,
  makeMachineFiles,
  type MachineFiles,
  removeRecord,
  writeMemoryTables,
} from './files.ts';
import { showFaults } from './live-faults.ts';
import { RestartsUnderLoad } from './restarts.ts';
import { type Ending, QemuRun } from './run.ts';

export type QemuBodyOptions = {
  machine: MachineDescription;
  /** Of the machine alone; made where it is missing. */
  directory: string;
  /** Directory of its control group, in one that this process may write to. */
  group: string;
  /** Where the cables of its NICs end, in their order. */
  taps: readonly string[];
  kvm: boolean;
  bootOrder: BootOrderSource;
  log: Logger;
};

const secondsBetweenLooks = 2;

/** A machine that is QEMU with UEFI firmware. One that runs already is taken over as it is. */
export async function createQemuBody(options: QemuBodyOptions): Promise<MachineBody> {
  await makeMachineFiles(options.directory, options.machine);
  const body = new QemuBody(options);
  await body.takeOver();
  return body;
}

class QemuBody implements MachineBody {
  readonly #options: QemuBodyOptions;
  readonly #files: MachineFiles;
  readonly #turns = new Turns();
  readonly #restarts = new RestartsUnderLoad();
  readonly #listeners: ((event: BodyEvent) => void)[] = [];
  #faults: Fault[] = [];
  #run: QemuRun | undefined;
  #consoleAtStart = 0;
  #looking: NodeJS.Timeout | undefined;

  constructor(options: QemuBodyOptions) {
    this.#options = options;
    this.#files = machineFiles(options.directory);
  }

  async takeOver(): Promise<void> {
    const { directory, group, log } = this.#options;
    const left = await QemuRun.takeOver({ files: machineFiles(directory), group });
    if (left instanceof QemuRun) {
      await left.go();
      this.#follow(left);
      // What it booted is not known any more.
      this.#restarts.started('disk', Date.now());
      log.info('takes over a running machine');
    } else if (left !== undefined) {
      await this.#afterEnd(left).catch((error: unknown) => {
        removeRecord(this.#files);
        log.error({ err: error }, 'the machine cannot be started again');
      });
    }
  }

  powerState(): PowerState {
    return this.#run === undefined ? 'Off' : 'On';
  }

  onEvent(listener: (event: BodyEvent) => void): void {
    this.#listeners.push(listener);
  }

  powerOn(): Promise<void> {
    return this.#turns.exclusive(async () => {
      if (this.#run !== undefined) return;
      await this.#start();
      this.#emit({ type: 'power', state: 'On', cause: 'asked' });
    });
  }

  powerOff(): Promise<void> {
    return this.#turns.exclusive(async () => {
      if (this.#run === undefined) return;
      await this.#cutPower();
      this.#emit({ type: 'power', state: 'Off', cause: 'asked' });
    });
  }

  async pressButton(): Promise<void> {
    await this.#run?.execute('system_powerdown');
  }

  reset(): Promise<void> {
    return this.#turns.exclusive(async () => {
      if (this.#run === undefined) return;
      await this.#cutPower();
      await this.#start();
    });
  }

  setFaults(faults: Fault[]): Promise<void> {
    return this.#turns.exclusive(async () => {
      this.#faults = faults;
      if (this.#run !== undefined) await this.#showFaults(this.#run);
    });
  }

  async #start(): Promise<void> {
    const { machine: whole, group, taps, kvm } = this.#options;
    const files = this.#files;
    const boot = withPresentMedia(this.#options.bootOrder());
    const found = asFound(whole, this.#faults);
    const boots = !this.#faults.some(({ name }) => name === 'no-boot');
    writeMemoryTables(files, { whole, found });
    const argv = qemuArguments({ files, whole, found, boot, boots, kvm, taps });
    this.#consoleAtStart = consoleSize(files);
    const run = await QemuRun.start({ name: whole.name, files, argv, group });
    this.#follow(run);
    try {
      await this.#showFaults(run);
      await run.go();
    } catch (error) {
      await this.#cutPower();
      throw error;
    }
    this.#restarts.started(bootsMedium(boot) ? 'medium' : 'disk', Date.now());
  }

  async #cutPower(): Promise<void> {
    const run = this.#run;
    this.#forget();
    await run?.kill();
  }

  #follow(run: QemuRun): void {
    this.#run = run;
    this.#looking = setInterval(() => this.#look(), secondsBetweenLooks * 1000);
    void run.ended
      .then((ending) =>
        this.#turns.exclusive(async () => {
          // Its end was asked for.
          if (run !== this.#run) return;
          this.#forget();
          await this.#afterEnd(ending);
        }),
      )
      .catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'the machine cannot be started again');
        this.#emit({ type: 'power', state: 'Off', cause: 'lost' });
      });
  }

  #forget(): void {
    this.#run = undefined;
    clearInterval(this.#looking);
  }

  async #afterEnd(ending: Ending): Promise<void> {
    if (ending === 'restart') {
      await this.#start();
      this.#emit({ type: 'restarted' });
      return;
    }
    removeRecord(this.#files);
    if (ending === 'lost') this.#options.log.warn('the machine’s QEMU ended by itself');
    this.#emit({ type: 'power', state: 'Off', cause: ending === 'shutdown' ? 'system' : 'lost' });
  }

  #showFaults(run: QemuRun): Promise<void> {
    const { machine: whole } = this.#options;
    return showFaults(run, { whole, faults: this.#faults });
  }

  /** What has to be done now and then while the machine runs. */
  #look(): void {
    boundConsole(this.#files.console);
    const console = consoleText(
      this.#files.console,
      Math.max(0, consoleSize(this.#files) - this.#consoleAtStart),
    );
    if (!this.#restarts.due({ faults: this.#faults, console, now: Date.now() })) return;
    this.#options.log.info('the machine restarts by itself, as its fault says');
    this.reset().then(
      () => this.#emit({ type: 'restarted' }),
      (error: unknown) => this.#options.log.error({ err: error }, 'the machine cannot be started again'),
    );
  }

  #emit(event: BodyEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const consoleSize = ({ console }: MachineFiles): number => (existsSync(console) ? statSync(console).size : 0);

const bootsMedium = ({ target, media, usbStick }: BootOrder): boolean =>
  (target === 'Cd' && media !== null) || (target === 'Usb' && usbStick !== null);

/** A medium that is gone is a drive without one. */
const withPresentMedia = ({ target, media, usbStick }: BootOrder): BootOrder => {
  const present = (file: string | null): string | null => (file !== null && existsSync(file) ? file : null);
  return { target, media: present(media), usbStick: present(usbStick) };
};
