import type { Logger } from 'pino';
import type { MachineBody } from '../machines/body.ts';
import type { PowerState } from '../machines/schema.ts';

export const resetTypes = [
  'On',
  'ForceOn',
  'ForceOff',
  'GracefulShutdown',
  'GracefulRestart',
  'ForceRestart',
  'PowerCycle',
  'PushPowerButton',
] as const;
export type ResetType = (typeof resetTypes)[number];

type Shown = PowerState | 'PoweringOn' | 'PoweringOff';

type Options = {
  body: MachineBody;
  log: Logger;
  /** Whether there is power to switch on. */
  mains: () => boolean;
  /** It was restarted, as asked. */
  onRestart: () => void;
  onFailure: (wanted: PowerState) => void;
};

/** The power switch: takes one command after the other, and answers before the machine has followed, as real BMCs do. */
export class Power {
  readonly #options: Options;
  #turn: Promise<void> = Promise.resolve();
  #goal: PowerState | null = null;
  #restartWhenOff = false;

  constructor(options: Options) {
    this.#options = options;
    options.body.onEvent((event) => {
      if (event.type === 'power' && event.state === 'Off' && this.#restartWhenOff) this.reset('On');
    });
  }

  shown(): Shown {
    const state = this.#options.body.powerState();
    if (this.#goal === null || this.#goal === state) return state;
    return this.#goal === 'On' ? 'PoweringOn' : 'PoweringOff';
  }

  reset(type: ResetType): void {
    this.#restartWhenOff = false;
    const { body } = this.#options;
    switch (type) {
      case 'On':
      case 'ForceOn':
        return this.#towards('On', () => this.#start());
      case 'ForceOff':
        return this.#towards('Off', () => body.powerOff());
      case 'GracefulShutdown':
        return this.#towards(null, () => this.#press());
      case 'PushPowerButton':
        return this.#towards(null, () => (body.powerState() === 'On' ? this.#press() : this.#start()));
      case 'GracefulRestart':
        this.#restartWhenOff = body.powerState() === 'On';
        return this.#towards(null, () => (this.#restartWhenOff ? this.#press() : this.#start()));
      case 'ForceRestart':
        return this.#towards(null, () => (body.powerState() === 'On' ? this.#restart() : this.#start()));
      case 'PowerCycle':
        return this.#towards('On', async () => {
          await body.powerOff();
          await this.#start();
        });
    }
  }

  /** Ends when every command so far has had its effect. */
  settled(): Promise<void> {
    return this.#turn;
  }

  async #press(): Promise<void> {
    if (this.#options.body.powerState() === 'On') await this.#options.body.pressButton();
  }

  async #restart(): Promise<void> {
    await this.#options.body.reset();
    this.#options.onRestart();
  }

  async #start(): Promise<void> {
    if (this.#options.mains()) await this.#options.body.powerOn();
  }

  #towards(goal: PowerState | null, act: () => Promise<void>): void {
    this.#turn = this.#after(this.#turn, goal, act);
  }

  async #after(before: Promise<void>, goal: PowerState | null, act: () => Promise<void>): Promise<void> {
    await before;
    this.#goal = goal;
    try {
      await act();
    } catch (err) {
      const { log, onFailure, body } = this.#options;
      log.warn({ err, goal }, 'the machine did not follow its power switch');
      onFailure(goal ?? body.powerState());
    } finally {
      this.#goal = null;
    }
  }
}
