import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { LabState, LabStateV1 } from './schema.ts';

const noMachines = { machines: {}, simulated: { count: 0, seed: 0 }, bmcs: null } as const;

export function emptyState(bootId: string): LabState {
  return {
    version: 2,
    bootId,
    phase: 'down',
    network: null,
    kvm: null,
    hosts: {},
    ...noMachines,
  };
}

/** Undefined where there is no file yet; throws `lab-state-unreadable` where it makes no sense. */
export function readState(path: string): LabState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
  try {
    return parseState(JSON.parse(text));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function parseState(content: unknown): LabState {
  const old = LabStateV1.safeParse(content);
  return old.success ? { ...old.data, ...noMachines, version: 2 } : LabState.parse(content);
}

function unreadable(path: string, cause: unknown): TuskarError {
  return new TuskarError('lab-state-unreadable', `${path} is not a state file of this version.`, {
    cause,
    context: { path },
  });
}

/** Replaces the file at once: a crash or a power cut leaves the old one or the new one. */
export function writeState(path: string, state: LabState): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(state, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncDirectory(directory);
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/** After a reboot nothing of the lab is left but the disks of hosts and machines: they are stopped, as after a power cut. */
export function afterReboot(state: LabState, bootId: string): LabState {
  if (state.bootId === bootId) return state;
  const hosts = Object.fromEntries(
    Object.entries(state.hosts).map(([name, host]) => [
      name,
      { ...host, wanted: 'stopped' as const, ready: false, process: null, since: new Date().toISOString() },
    ]),
  );
  const bmcs = state.bmcs && { ...state.bmcs, process: null };
  return { ...state, bootId, phase: 'down', network: null, kvm: null, hosts, bmcs };
}
