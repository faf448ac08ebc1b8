import { PassThrough } from 'node:stream';
import type { HostCommandResult, HostConnection } from '../connection.ts';
import { convergeProgram, frame } from './bundle.ts';

/** The program takes a minute of silence for a lost connection. */
const HEARTBEAT_MS = 10_000;
/** What the program needs at most to end what it runs. */
const STOP_SECONDS = 40;

export type StopCause = 'signal' | 'time';

export type SessionOptions = {
  connection: HostConnection;
  request: unknown;
  programArguments: string[];
  signal: AbortSignal | undefined;
  timeoutSeconds: number;
};

/** One run of the converge program on a host: fed, kept alive, and stopped in good order. */
export class ConvergeSession implements Disposable {
  /** Set once the program has been told to stop. */
  stoppedBy: StopCause | undefined;
  readonly #options: SessionOptions;
  readonly #input = new PassThrough();
  readonly #kill = new AbortController();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #timers: NodeJS.Timeout[];
  readonly #onAbort = () => this.#stop('signal');

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#input.write(convergeProgram().input);
    this.#input.write(frame(Buffer.from(JSON.stringify(options.request))));
    this.#heartbeat = setInterval(() => this.#input.write('\n'), HEARTBEAT_MS);
    this.#timers = [setTimeout(() => this.#stop('time'), options.timeoutSeconds * 1000)];
    options.signal?.addEventListener('abort', this.#onAbort);
  }

  run(onStdout: (text: string) => void): Promise<HostCommandResult> {
    const { connection, programArguments, timeoutSeconds } = this.#options;
    return connection.run({
      argv: [...convergeProgram().argv, ...programArguments],
      asRoot: true,
      stdin: this.#input,
      onStdout,
      timeoutSeconds: timeoutSeconds + 2 * STOP_SECONDS,
      signal: this.#kill.signal,
    });
  }

  /** The end of its input tells the program to stop; it is killed if it takes too long over that. */
  #stop(cause: StopCause): void {
    if (this.stoppedBy) return;
    this.stoppedBy = cause;
    clearInterval(this.#heartbeat);
    this.#input.end();
    const kill = () => this.#kill.abort(new Error('the converge program did not stop in time'));
    this.#timers.push(setTimeout(kill, STOP_SECONDS * 1000));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#heartbeat);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#options.signal?.removeEventListener('abort', this.#onAbort);
    this.#input.destroy();
  }
}
