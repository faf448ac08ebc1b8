const ignore = (): void => undefined;

/** A queue for work that excludes all other (`exclusive`) or runs beside its like (`shared`), first come, first served. */
export class Turns {
  #exclusive: Promise<unknown> = Promise.resolve();
  #shared = new Set<Promise<unknown>>();

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = Promise.all([this.#exclusive, ...this.#shared]).then(work);
    this.#exclusive = turn.catch(ignore);
    this.#shared = new Set();
    return turn;
  }

  shared<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#exclusive.then(work);
    const settled = turn.catch(ignore);
    const group = this.#shared;
    group.add(settled);
    void settled.then(() => group.delete(settled));
    return turn;
  }
}
