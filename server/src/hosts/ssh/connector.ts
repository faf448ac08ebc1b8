import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostConnection, HostConnector, HostTarget } from '../connection.ts';
import { createSshConnection } from './connection.ts';
import { writeKnownHost } from './known-host.ts';
import { openMaster, type SshMaster } from './master.ts';

/** A Unix socket's path has 107 bytes at most, and ssh adds 17 of its own while it makes one. */
const LONGEST_SOCKET = 107 - 17;

export type SshConnectorOptions = {
  keyFile: string;
  /** Keeps a known_hosts file for each host. */
  stateDirectory: string;
  /** Holds the sockets of open connections; a short path. */
  runDirectory: string;
  /** A connection without commands is closed after it. */
  idleSeconds?: number;
};

type Entry = { target: HostTarget; connection: HostConnection; master: SshMaster };

/** Connections to hosts by ssh, each made once and shared. */
export function createSshConnector(options: SshConnectorOptions): HostConnector {
  const { keyFile, stateDirectory, runDirectory, idleSeconds = 60 } = options;
  const open = new Map<string, Promise<Entry>>();

  async function openConnection(target: HostTarget, id: string): Promise<Entry> {
    const controlSocket = join(runDirectory, randomBytes(6).toString('hex'));
    if (Buffer.byteLength(controlSocket) > LONGEST_SOCKET) {
      throw new TuskarError('internal-error', `The path ${runDirectory} is too long for sockets of ssh`, {
        remedy: 'Set TUSKAR_RUN_DIR to a shorter path.',
      });
    }
    await mkdir(runDirectory, { recursive: true, mode: 0o700 });
    const knownHostsFile = await writeKnownHost(stateDirectory, target);
    const paths = { keyFile, knownHostsFile, controlSocket };
    const master = await openMaster(target, paths);
    const idle = new IdleTimer(idleSeconds, () => {
      open.delete(id);
      void master.close();
    });
    void forgetOnceEnded(id, master, idle);
    const connection = createSshConnection({ target, paths, master, onUse: (by) => idle.use(by) });
    return { target, master, connection };
  }

  async function forgetOnceEnded(id: string, master: SshMaster, idle: IdleTimer): Promise<void> {
    const entry = open.get(id);
    await master.ended;
    idle.stop();
    if (open.get(id) === entry) open.delete(id);
  }

  return {
    async connect(target, { signal } = {}) {
      signal?.throwIfAborted();
      const id = JSON.stringify([target.name, target.address, target.port, target.sshUser, target.hostKey]);
      let entry = open.get(id);
      if (!entry) {
        entry = openConnection(target, id);
        open.set(id, entry);
        entry.catch(() => open.delete(id));
      }
      const { connection } = await (signal ? Promise.race([entry, aborted(signal)]) : entry);
      return connection;
    },
    async close() {
      const entries = await Promise.allSettled(open.values());
      const made = entries.filter((entry) => entry.status === 'fulfilled');
      await Promise.all(made.map(({ value }) => value.master.close()));
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** Fires when nothing has used a thing for a while. */
class IdleTimer {
  readonly #seconds: number;
  readonly #onIdle: () => void;
  #users = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number, onIdle: () => void) {
    this.#seconds = seconds;
    this.#onIdle = onIdle;
    this.use(0);
  }

  use(change: 1 | 0 | -1): void {
    this.#users += change;
    clearTimeout(this.#timer);
    if (this.#users === 0) this.#timer = setTimeout(this.#onIdle, this.#seconds * 1000).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
