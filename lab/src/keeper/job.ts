import type { StreamEvent, StreamLog, StreamProgress } from './protocol.ts';
import { toWire } from './protocol.ts';

const logLinesKept = 5000;

type Follower = (event: StreamEvent) => void;

/** Long work with any number of followers, each of which hears it from the start. It goes on when all have gone. */
export class Job {
  readonly #log: StreamLog[] = [];
  readonly #followers = new Set<Follower>();
  #progress: StreamProgress | undefined;
  #end: StreamEvent | undefined;

  constructor(
    work: (report: (event: StreamProgress | StreamLog) => void) => Promise<unknown>,
    onError: (error: unknown) => void,
  ) {
    work((event) => this.#take(event)).then(
      (result) => this.#finish({ type: 'result', result: result ?? null }),
      (error: unknown) => {
        onError(error);
        this.#finish({ type: 'error', error: toWire(error) });
      },
    );
  }

  get ended(): boolean {
    return this.#end !== undefined;
  }

  /** Tells the follower what it has missed, then each event as it comes; returns how to leave. */
  follow(follower: Follower): () => void {
    for (const event of this.#log) follower(event);
    if (this.#progress) follower(this.#progress);
    if (this.#end) follower(this.#end);
    else this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  #take(event: StreamProgress | StreamLog): void {
    if (event.type === 'progress') this.#progress = event;
    else {
      this.#log.push(event);
      if (this.#log.length > logLinesKept) this.#log.shift();
    }
    for (const follower of this.#followers) follower(event);
  }

  #finish(event: StreamEvent): void {
    this.#end = event;
    for (const follower of this.#followers) follower(event);
    this.#followers.clear();
  }
}
