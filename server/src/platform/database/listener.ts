import { Client, escapeIdentifier } from 'pg';
import type { Logger } from '../log/logger.ts';

/** Follows PostgreSQL's notifications on one connection of its own. */
export type Listener = {
  /** Calls back on each notification, and after each reconnection, since some may have been missed. */
  on: (channel: string, callback: (payload: string) => void) => void;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const reconnectSeconds = [0.1, 0.5, 1, 2, 5];

export function createListener({ url, log }: { url: string; log: Logger }): Listener {
  const callbacks = new Map<string, Set<(payload: string) => void>>();
  let client: Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const call = (channel: string, payload: string) => {
    for (const callback of callbacks.get(channel) ?? []) callback(payload);
  };

  const connect = async (): Promise<void> => {
    const next = new Client({
      connectionString: url,
      application_name: 'tuskar-listener',
      keepAlive: true,
    });
    next.on('notification', ({ channel, payload }) => call(channel, payload ?? ''));
    next.on('error', (error) => log.warn({ err: error }, 'the connection for notifications failed'));
    next.on('end', () => {
      if (client === next) reconnect(0);
    });
    await next.connect();
    for (const channel of callbacks.keys()) await next.query(`LISTEN ${escapeIdentifier(channel)}`);
    client = next;
  };

  const reconnect = (attempt: number): void => {
    client = undefined;
    if (stopped) return;
    const seconds = reconnectSeconds[Math.min(attempt, reconnectSeconds.length - 1)] ?? 1;
    timer = setTimeout(() => void connectAgain(attempt), seconds * 1000);
  };

  const connectAgain = async (attempt: number): Promise<void> => {
    try {
      await connect();
    } catch {
      reconnect(attempt + 1);
      return;
    }
    for (const channel of callbacks.keys()) call(channel, '');
  };

  return {
    on: (channel, callback) => {
      const known = callbacks.get(channel) ?? new Set();
      known.add(callback);
      callbacks.set(channel, known);
      void client?.query(`LISTEN ${escapeIdentifier(channel)}`).catch(() => undefined);
    },
    start: connect,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
