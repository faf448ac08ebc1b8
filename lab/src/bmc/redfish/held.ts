import type { Socket } from 'node:net';

const longestMs = 120_000;
const most = 1000;

/** Connections that are never answered: bounded in time and number, so that a fault cannot eat the process. */
export class Held {
  readonly #sockets = new Set<Socket>();

  hold(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), longestMs).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#sockets.delete(socket);
    });
    this.#sockets.add(socket);
    if (this.#sockets.size > most) for (const oldest of this.#sockets) return void oldest.destroy();
  }
}
