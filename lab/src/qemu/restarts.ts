import type { Fault } from '../machines/schema.ts';

/** A machine that fails under load, restarts by itself: so long after its agent is up, so many times. */
const secondsUnderLoad = 20;
const mostRestarts = 3;
/** For a system that says nothing on the serial console. */
const secondsWithoutWord = 300;

const agentIsUp = /ironic-python-agent|\blogin:/;

/** Decides when a machine with the fault `reboots-in-burn-in` restarts: never one that booted from its own disk. */
export class RestartsUnderLoad {
  #restarts = 0;
  #startedAt = 0;
  #upSince: number | undefined;
  #booted: 'medium' | 'disk' = 'disk';

  started(booted: 'medium' | 'disk', now: number): void {
    this.#booted = booted;
    this.#startedAt = now;
    this.#upSince = undefined;
  }

  /** `console`: what the machine has said since it started. Counts the restart that it asks for. */
  due({ faults, console, now }: { faults: readonly Fault[]; console: string; now: number }): boolean {
    if (!faults.some(({ name }) => name === 'reboots-in-burn-in')) {
      this.#restarts = 0;
      return false;
    }
    if (this.#booted === 'disk' || this.#restarts >= mostRestarts) return false;
    if (agentIsUp.test(console)) this.#upSince ??= now;
    const seconds = (since: number): number => (now - since) / 1000;
    const isDue =
      this.#upSince === undefined
        ? seconds(this.#startedAt) >= secondsWithoutWord
        : seconds(this.#upSince) >= secondsUnderLoad;
    if (isDue) this.#restarts += 1;
    return isDue;
  }
}
