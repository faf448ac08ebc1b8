import type { VerificationCheck } from '@tuskar/contract/cloud.ts';

/** What a check found: its value for the checks that need it, and what a person reads. */
export type Finding<Value> = { value: Value; output: string };

/** Why a check was not done. */
export class Skipped extends Error {}

const rounded = (milliseconds: number) => Math.round(milliseconds / 100) / 10;

/**
 * Checks that run side by side, each as soon as those it needs have passed; one that needs a check that did not pass is
 * skipped. All are told from the start, as pending.
 */
export class Checks<Name extends string> {
  readonly #titles: Record<Name, string>;
  readonly #report: (check: VerificationCheck) => Promise<void>;
  readonly #running: Promise<unknown>[] = [];
  failed = 0;

  constructor(options: {
    titles: Record<Name, string>;
    report: (check: VerificationCheck) => Promise<void>;
  }) {
    this.#titles = options.titles;
    this.#report = options.report;
  }

  async announce(): Promise<void> {
    for (const name of Object.keys(this.#titles) as Name[]) await this.#say(name, 'pending');
  }

  run<Value>(name: Name, needs: Promise<unknown>[], work: () => Promise<Finding<Value>>): Promise<Value> {
    const result = this.#run(name, needs, work);
    this.#running.push(result);
    // Whoever needs it hears of its failure; nobody has to.
    result.catch(() => undefined);
    return result;
  }

  /** Fulfilled when all that were begun have ended, however they did. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  async #run<Value>(
    name: Name,
    needs: Promise<unknown>[],
    work: () => Promise<Finding<Value>>,
  ): Promise<Value> {
    const unmet = (await Promise.allSettled(needs)).find((need) => need.status === 'rejected');
    if (unmet) {
      await this.#say(name, 'skipped', { output: 'a check that it needs did not pass' });
      throw new Skipped(name);
    }
    await this.#say(name, 'running');
    const began = performance.now();
    try {
      const { value, output } = await work();
      await this.#say(name, 'passed', { seconds: rounded(performance.now() - began), output });
      return value;
    } catch (error) {
      this.failed += 1;
      const output = error instanceof Error ? error.message : String(error);
      await this.#say(name, 'failed', { seconds: rounded(performance.now() - began), output });
      throw error;
    }
  }

  #say(
    name: Name,
    state: VerificationCheck['state'],
    { seconds = null, output = null }: { seconds?: number | null; output?: string | null } = {},
  ): Promise<void> {
    return this.#report({ name, title: this.#titles[name], state, seconds, output });
  }
}
