import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { findConnection } from '../connection.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { placesOf } from '../places.ts';
import { daemonNames, logPath, runningDaemon } from './daemons.ts';
import { startServer } from './start.ts';
import { stopServer } from './stop.ts';

export function addServerCommands(program: Command, io: Io): void {
  const noun = program.command('server').description('the control plane and the lab keeper on this machine');
  noun
    .command('start')
    .description('start both where they do not run, and wait until the API serves')
    .action(() => start(io));
  noun
    .command('stop')
    .description("stop both; the lab's hosts and the clouds on them go on")
    .action(() => stop(io));
  noun
    .command('status')
    .description('show whether they run')
    .action(() => status(io));
}

async function start(io: Io): Promise<void> {
  const { started, health } = await startServer(io);
  io.talk(started.length === 0 ? 'already running' : `started: ${started.join(', ')}`);
  io.talk(`version ${health.version}, ${health.status}; console and API: ${findConnection(io.env).server}`);
  tellFirstSignIn(io);
}

/** The first start makes an administrator; the way in is printed once, then it is gone. */
export function tellFirstSignIn(io: Io): void {
  const first = readFirstSignIn(io);
  if (first === undefined) return;
  io.talk(`sign in as ${first.user} with the password ${first.password}`);
  io.talk(
    '(it is shown until somebody signs in with it; change it with: tuskar user update admin --password)',
  );
}

export function readFirstSignIn(io: Io): { user: string; password: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(placesOf(io.env).state, 'first-sign-in.json'), 'utf8')) as {
      user: string;
      password: string;
    };
  } catch {
    return undefined;
  }
}

async function stop(io: Io): Promise<void> {
  const stopped = await stopServer(io);
  io.talk(stopped.length === 0 ? 'nothing was running' : `stopped: ${stopped.join(', ')}`);
}

async function status(io: Io): Promise<void> {
  const places = placesOf(io.env);
  const records = daemonNames.map((name) => ({ name, record: runningDaemon(places, name) }));
  for (const { name, record } of records) {
    io.out(
      `${name.padEnd(8)} ${record === undefined ? 'stopped' : `running, pid ${record.pid}`}; log ${logPath(places, name)}`,
    );
  }
  if (records.some(({ record }) => record === undefined)) throw new Exit('differs');
}
