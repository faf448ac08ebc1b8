import { TuskarError } from '@tuskar/contract/error.ts';
import { Turns } from '../turns.ts';
import { bootHost, type HostContext, powerOff, removeHost } from './lifecycle.ts';

/** What is asked of one host runs in turn; cutting its power or removing it interrupts its boot. */
export class HostQueue {
  readonly #context: HostContext;
  readonly #turns = new Map<string, Turns>();
  readonly #boots = new Map<string, AbortController>();

  constructor(context: HostContext) {
    this.#context = context;
  }

  boot(name: string, onWaiting: (what: string) => void): Promise<void> {
    return this.#turn(name, async () => {
      const interrupt = new AbortController();
      this.#boots.set(name, interrupt);
      try {
        await bootHost(this.#context, name, { signal: interrupt.signal, onWaiting });
      } finally {
        this.#boots.delete(name);
      }
    });
  }

  powerOff(name: string): Promise<void> {
    this.#interrupt(name);
    return this.#turn(name, () => powerOff(this.#context, name));
  }

  remove(name: string): Promise<void> {
    this.#interrupt(name);
    return this.#turn(name, () => removeHost(this.#context, name));
  }

  isBusy(name: string): boolean {
    return this.#boots.has(name);
  }

  interruptAll(): void {
    for (const name of this.#boots.keys()) this.#interrupt(name);
  }

  #interrupt(name: string): void {
    this.#boots.get(name)?.abort(
      new TuskarError('lab-interrupted', `The boot of host ${name} was interrupted.`, {
        context: { host: name },
      }),
    );
  }

  #turn(name: string, work: () => Promise<void>): Promise<void> {
    const turns = this.#turns.get(name) ?? new Turns();
    this.#turns.set(name, turns);
    return turns.exclusive(work);
  }
}
