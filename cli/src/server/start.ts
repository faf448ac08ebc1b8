import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@tuskar/client/client.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Health } from '@tuskar/contract/system.ts';
import { requiredPackages as imagePackages } from '@tuskar/image/tools.ts';
import { requiredPackages as labPackages } from '@tuskar/lab/required-packages.ts';
import { findConnection, trust } from '../connection.ts';
import type { Io } from '../io.ts';
import { placesOf, type Places } from '../places.ts';
import { type DaemonName, daemonNames, logPath, runningDaemon, startDaemon } from './daemons.ts';
import { type ProcessRecord, isAlive } from './process-record.ts';
import { ensureConsole } from './console.ts';
import { tailOf } from './log-tail.ts';
import { prepareMachine, requireRoot } from './system-user.ts';

const startSeconds = 60;

/** Starts what does not run yet, and waits until the API serves. */
export async function startServer(io: Io): Promise<{ started: DaemonName[]; health: Health }> {
  requireRoot('Starting the server');
  const places = placesOf(io.env);
  await ensurePackagesFor(io);
  await ensureConsole(io, places);
  await prepareMachine(places);
  const started: DaemonName[] = [];
  for (const name of daemonNames) {
    if (runningDaemon(places, name) !== undefined) continue;
    startDaemon(places, name, io.env);
    started.push(name);
  }
  const health = await waitUntilServing(io, places);
  return { started, health };
}

async function ensurePackagesFor(io: Io): Promise<void> {
  const { ensurePackages } = await import('./packages.ts');
  await ensurePackages(io, [...labPackages, ...imagePackages]);
}

async function waitUntilServing(io: Io, places: Places): Promise<Health> {
  const { server } = findConnection(io.env);
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    const health = await askHealth(io, server);
    if (health !== undefined) return health;
    for (const name of daemonNames) mustLive(places, name, runningDaemon(places, name));
    if (Date.now() > deadline)
      throw notServing(places, `does not serve at ${server} after ${startSeconds} seconds`);
    await pause(100);
  }
}

async function askHealth(io: Io, server: string): Promise<Health | undefined> {
  trust(findConnection(io.env).ca);
  try {
    return await createClient({ baseUrl: server }).call('system.health');
  } catch {
    return undefined;
  }
}

function mustLive(places: Places, name: DaemonName, record: ProcessRecord | undefined): void {
  if (record !== undefined && isAlive(record)) return;
  throw new TuskarError(
    'server-not-started',
    `The ${name} ended while it started:\n${tailOf(logPath(places, name), 12)}`,
    {
      remedy: `Its whole log is ${logPath(places, name)}.`,
    },
  );
}

function notServing(places: Places, reason: string): TuskarError {
  return new TuskarError(
    'server-not-started',
    `The control plane ${reason}:\n${tailOf(logPath(places, 'server'), 12)}`,
    {
      remedy: `Its whole log is ${logPath(places, 'server')}.`,
    },
  );
}
