import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { TuskarError } from '@tuskar/contract/error.ts';
import { QmpMessage } from './schema.ts';

type QmpEvent = { event: string; data: Record<string, unknown> };
type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/**
 * A connection to QEMU's monitor, which serves one at a time.
 * Protocol: https://www.qemu.org/docs/master/interop/qmp-spec.html
 */
export class QmpClient {
  /** Settles when the connection has ended, as it does with QEMU itself. */
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #onEvent: (event: QmpEvent) => void;
  #greeted: () => void = () => undefined;
  #lastId = 0;

  private constructor(socket: Socket, onEvent: (event: QmpEvent) => void) {
    this.#socket = socket;
    this.#onEvent = onEvent;
    createInterface({ input: socket })
      .on('line', (line) => this.#take(line))
      // As the connection's own, which closes then.
      .on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    void this.closed.then(() => this.#failAll());
  }

  /** Rejects where nobody listens on the socket. */
  static async connect(path: string, onEvent: (event: QmpEvent) => void): Promise<QmpClient> {
    const socket = connect(path);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const client = new QmpClient(socket, onEvent);
    await Promise.race([
      new Promise<void>((resolve) => {
        client.#greeted = resolve;
      }),
      client.closed,
    ]);
    await client.execute('qmp_capabilities');
    return client;
  }

  execute(command: string, options: Record<string, unknown> = {}): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#socket.destroyed) return this.#failAll();
      this.#socket.write(`${JSON.stringify({ execute: command, arguments: options, id })}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(line: string): void {
    const message = QmpMessage.parse(JSON.parse(line));
    if ('QMP' in message) return this.#greeted();
    if ('event' in message) return this.#onEvent(message);
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(refused(message.error.desc));
    else waiting?.resolve(message.return);
  }

  #failAll(): void {
    for (const { reject } of this.#waiting.values()) reject(refused('QEMU has ended'));
    this.#waiting.clear();
  }
}

const refused = (reason: string): TuskarError =>
  new TuskarError('lab-command-failed', `QEMU refuses: ${reason}.`);
