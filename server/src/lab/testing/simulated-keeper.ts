import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabHost, LabStatus, MachinePlace } from '@tuskar/lab/keeper/protocol.ts';
import { bmcAddress, hostAddresses } from '@tuskar/lab/network-plan.ts';
import { testManifest } from '../../images/testing/manifest.ts';
import type { Keeper } from '../keeper.ts';

type World = { hosts: LabHost[]; machines: MachinePlace[]; builds: number; images: string[] };

/**
 * A keeper whose lab is a file, for tests of what the rooms do with it. Like the real one it may be asked again for what
 * it has done, and it outlives the process that asked.
 */
export function simulatedKeeper(directory: string): Keeper & { world: () => World } {
  const file = join(directory, 'keeper.json');

  const world = (): World => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as World;
    } catch {
      return { hosts: [], machines: [], builds: 0, images: [] };
    }
  };
  const change = (next: Partial<World>): void => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...world(), ...next }));
    renameSync(`${file}.${process.pid}`, file);
  };
  const status = (): LabStatus => {
    const { hosts, machines } = world();
    const kvm = { state: 'absent' as const, reason: 'simulated' };
    return {
      state: hosts.length === 0 ? 'down' : 'up',
      networks: [],
      hosts,
      machines,
      simulated: { count: 0, seed: 0 },
      kvm,
    };
  };

  return {
    world,
    status: async () => ({ version: 'simulated', lab: status() }),
    up: async ({ image, hosts: wanted, machines: wantedMachines = [] }) => {
      const { hosts, machines } = world();
      const added = wanted.filter(({ name }) => !hosts.some((host) => host.name === name));
      const addedMachines = wantedMachines.filter(({ name }) => !machines.some((one) => one.name === name));
      change({
        hosts: [...hosts, ...added.map((place) => boot(place, image))],
        machines: [
          ...machines,
          ...addedMachines.map((machine, position) => place(machine, machines.length + position + 1)),
        ],
      });
      return status();
    },
    down: async () => {
      change({ hosts: [], machines: [] });
      return status();
    },
    buildImage: async (_request, schema) => {
      const { builds, images } = world();
      if (!images.includes(testManifest.id))
        change({ builds: builds + 1, images: [...images, testManifest.id] });
      return schema.parse(testManifest);
    },
  };
}

const place = (machine: Pick<MachinePlace, 'name' | 'size'>, index: number): MachinePlace => ({
  ...machine,
  index,
  address: bmcAddress(index),
});

function boot({ name, index }: { name: string; index: number }, image: string): LabHost {
  return {
    name,
    index,
    state: 'running',
    addresses: hostAddresses(index),
    hostKey: `ssh-ed25519 ${name}`,
    image,
    since: '2026-01-01T00:00:00.000Z',
    leaderPid: 1,
  };
}
