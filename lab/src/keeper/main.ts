import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { directoriesFrom, keeperSocket } from '../directories.ts';
import { Lab } from '../lab.ts';
import { connectImages } from './images.ts';
import { holdLock } from './lock.ts';
import { createKeeperServer } from './server.ts';
import { listenOnSocket } from './socket.ts';

const log = pino({ name: 'keeper' });

function productVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

async function main(): Promise<void> {
  process.umask(0o022);
  const directories = directoriesFrom(process.env);
  mkdirSync(directories.run, { recursive: true, mode: 0o755 });
  holdLock(join(directories.run, 'keeper.lock'));

  const stopping = new AbortController();
  const lab = new Lab({ directories, log });
  const images = connectImages({ directories, signal: stopping.signal });
  const version = productVersion();
  const server = createKeeperServer({ version, lab, images, log });
  const socket = await listenOnSocket(server, keeperSocket(directories));
  lab.start();
  log.info({ version, socket: keeperSocket(directories), pid: process.pid }, 'keeper serves');

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    log.info({ signal }, 'keeper stops; the hosts of the lab go on');
    lab.stop();
    socket.remove();
    stopping.abort();
    await images.idle();
    process.exit(0);
  };
  process.once('SIGTERM', (signal) => void stop(signal));
  process.once('SIGINT', (signal) => void stop(signal));
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'keeper cannot start');
  process.exitCode = 1;
});
