import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimulatedFault } from './fault.ts';
import { emptyHost, type SimulatedHostState } from './host-state.ts';

/** Where simulated hosts live. */
export type SimulatedStore = {
  load(host: string): Promise<SimulatedHostState>;
  save(host: string, state: SimulatedHostState): Promise<void>;
  faults(host: string): Promise<SimulatedFault[]>;
  setFaults(host: string, faults: SimulatedFault[]): Promise<void>;
};

export function createMemoryStore(): SimulatedStore {
  const states = new Map<string, SimulatedHostState>();
  const faults = new Map<string, SimulatedFault[]>();
  return {
    load: async (host) => structuredClone(states.get(host) ?? emptyHost()),
    save: async (host, state) => void states.set(host, structuredClone(state)),
    faults: async (host) => faults.get(host) ?? [],
    setFaults: async (host, list) => void faults.set(host, list),
  };
}

/**
 * `<host>.json` and `<host>.faults.json` in a directory: hosts outlive the process, and anyone can give them faults by
 * writing the second file.
 */
export function createDirectoryStore(directory: string): SimulatedStore {
  const stateFile = (host: string) => join(directory, `${host}.json`);
  const faultFile = (host: string) => join(directory, `${host}.faults.json`);
  return {
    load: async (host) => (await readJson<SimulatedHostState>(stateFile(host))) ?? emptyHost(),
    save: (host, state) => writeJson(stateFile(host), state),
    faults: async (host) => (await readJson<SimulatedFault[]>(faultFile(host))) ?? [],
    setFaults: (host, faults) => writeJson(faultFile(host), faults),
  };

  async function writeJson(file: string, value: unknown): Promise<void> {
    await mkdir(directory, { recursive: true });
    const beside = `${file}.${process.pid}`;
    await writeFile(beside, JSON.stringify(value, null, 2));
    await rename(beside, file);
  }
}

async function readJson<Value>(file: string): Promise<Value | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
