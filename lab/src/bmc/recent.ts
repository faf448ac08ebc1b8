/** Keeps the values that were used last, at most so many. */
export class Recent<Key, Value> {
  readonly #most: number;
  readonly #values = new Map<Key, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  get(key: Key, make: () => Value): Value {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#most)
      for (const oldest of this.#values.keys()) return this.#drop(oldest, value);
    return value;
  }

  clear(): void {
    this.#values.clear();
  }

  #drop(key: Key, value: Value): Value {
    this.#values.delete(key);
    return value;
  }
}
