import { setTimeout as pause } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Io } from '../io.ts';
import { placesOf } from '../places.ts';
import { type DaemonName, daemonNames, recordPath, runningDaemon } from './daemons.ts';
import { isAlive, removeRecord } from './process-record.ts';
import { requireRoot } from './system-user.ts';

const stopSeconds = 30;

/** Stops both processes; the lab's hosts go on. */
export async function stopServer(io: Io): Promise<DaemonName[]> {
  requireRoot('Stopping the server');
  const places = placesOf(io.env);
  const stopped: DaemonName[] = [];
  for (const name of daemonNames.toReversed()) {
    const record = runningDaemon(places, name);
    if (record !== undefined) {
      process.kill(record.pid, 'SIGTERM');
      const deadline = Date.now() + stopSeconds * 1000;
      while (isAlive(record)) {
        if (Date.now() > deadline) {
          throw new TuskarError(
            'server-not-stopped',
            `The ${name} (pid ${record.pid}) did not end within ${stopSeconds} seconds.`,
          );
        }
        await pause(50);
      }
      stopped.push(name);
    }
    removeRecord(recordPath(places, name));
  }
  return stopped;
}
