import type { BodyEvent, BootOrder, BootOrderSource, BootProgress, MachineBody } from '../machines/body.ts';
import type { Fault, PowerState } from '../machines/schema.ts';
import { between, type Key } from '../machines/seeded.ts';

type Options = {
  /** Of its machine; its times derive from it. */
  uuid: string;
  bootOrder: BootOrderSource;
  /** What it is when the process begins. */
  power: PowerState;
  /** How long things take beside real ones: 1 as long, 0 no time. */
  pace: number;
};

/** Seconds, as servers of these kinds take. */
const durations = {
  powerOn: [1.5, 4],
  powerOff: [0.5, 2],
  shutDown: [6, 25],
  memoryInitialization: [20, 60],
  firmware: [40, 110],
  operatingSystem: [15, 50],
  betweenReboots: [180, 540],
} as const satisfies Record<string, readonly [number, number]>;
type Duration = keyof typeof durations;

/**
 * A machine that acts as if: it follows its power switch after plausible times, which derive from its UUID and the number
 * of the start, and counts as booted after the time that its firmware and system take. Nothing runs, and while nothing
 * changes nothing ticks. Timers do not keep the process alive.
 */
export class SimulatedBody implements MachineBody {
  readonly #options: Options;
  readonly #listeners: ((event: BodyEvent) => void)[] = [];
  #state: PowerState;
  #faults: readonly Fault[] = [];
  #starts = 0;
  /** When it last started, milliseconds since 1970. */
  #startedAt = 0;
  #boots: BootOrder = { target: 'None', media: null, usbStick: null };
  #reboots: NodeJS.Timeout | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#state = options.power;
  }

  powerState(): PowerState {
    return this.#state;
  }

  async powerOn(): Promise<void> {
    if (this.#state === 'On') return;
    await this.#lasts('powerOn');
    this.#change('On', 'asked');
    this.#start();
  }

  async powerOff(): Promise<void> {
    if (this.#state === 'Off') return;
    await this.#lasts('powerOff');
    this.#change('Off', 'asked');
  }

  /** Only a system that runs listens to the button. */
  async pressButton(): Promise<void> {
    if (this.progress() !== 'OSRunning') return;
    await this.#lasts('shutDown');
    this.#change('Off', 'system');
  }

  async reset(): Promise<void> {
    if (this.#state === 'On') this.#start();
  }

  async setFaults(faults: Fault[]): Promise<void> {
    this.#faults = faults;
    this.#planReboots();
  }

  onEvent(listener: (event: BodyEvent) => void): void {
    this.#listeners.push(listener);
  }

  progress(): BootProgress {
    if (this.#state === 'Off') return 'None';
    const seconds = (Date.now() - this.#startedAt) / 1000;
    const memory = this.#seconds('memoryInitialization');
    const firmware = memory + this.#seconds('firmware');
    if (seconds < memory) return 'MemoryInitializationStarted';
    const neverBoots = this.#faults.some(({ name }) => name === 'no-boot');
    if (seconds < firmware + this.#seconds('operatingSystem') || neverBoots)
      return 'PCIResourceConfigStarted';
    return 'OSRunning';
  }

  /** What it runs once it has booted: the agent of the virtual medium, or what is on its disk. */
  system(): 'agent' | 'disk' {
    const { target } = this.#boots;
    return target === 'Cd' || target === 'Pxe' || target === 'UefiHttp' ? 'agent' : 'disk';
  }

  #start(): void {
    this.#starts += 1;
    this.#startedAt = Date.now();
    this.#boots = this.#options.bootOrder();
    this.#planReboots();
  }

  #change(state: PowerState, cause: 'asked' | 'system'): void {
    if (this.#state === state) return;
    this.#state = state;
    if (state === 'Off') this.#planReboots();
    this.#emit({ type: 'power', state, cause });
  }

  #emit(event: BodyEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** The next restart by itself, where the fault is on. */
  #planReboots(): void {
    if (this.#reboots !== null) clearTimeout(this.#reboots);
    this.#reboots = null;
    const wanted = this.#faults.some(({ name }) => name === 'reboots-in-burn-in');
    if (!wanted || this.#state === 'Off') return;
    const wait = this.#seconds('betweenReboots') * 1000;
    this.#reboots = setTimeout(() => {
      this.#start();
      this.#emit({ type: 'restarted' });
    }, wait).unref();
  }

  async #lasts(what: Duration): Promise<void> {
    const milliseconds = this.#seconds(what) * 1000;
    if (milliseconds === 0) return;
    await new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  }

  #seconds(what: Duration): number {
    const [low, high] = durations[what];
    const key: Key[] = [this.#options.uuid, this.#starts, what];
    return between(low, high, ...key) * this.#options.pace;
  }
}
