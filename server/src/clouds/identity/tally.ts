/** Counts what registration did. */
export class Tally {
  created = 0;
  changed = 0;
  unchanged = 0;
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  creates(what: string): void {
    this.created += 1;
    this.#log(`created ${what}`);
  }

  changes(what: string): void {
    this.changed += 1;
    this.#log(`changed ${what}`);
  }

  keeps(): void {
    this.unchanged += 1;
  }

  get result() {
    return { created: this.created, changed: this.changed, unchanged: this.unchanged };
  }
}
