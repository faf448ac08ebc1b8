import type { Keeper } from '../keeper.ts';
import type { Host } from '@tuskar/contract/host.ts';

import { defaultLabMachineSize, type LabMachineSize } from '@tuskar/contract/lab-machine.ts';
import type { LabHost, MachinePlace } from '@tuskar/lab/keeper/protocol.ts';
import { hostIndexes } from '@tuskar/lab/network-plan.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Hosts } from '../../hosts/host.ts';
import type { OperationDefinition, Step } from '../../platform/operations/definition.ts';
import { followKeeper } from '../follow-keeper.ts';

/** `machines` is their number; the lab's first versions had none. */
export type LabUpInput = { hosts: string[]; machines?: number; image: string };

export type LabUpOptions = {
  keeper: Keeper;
  hosts: Hosts;
  /** Tuskar's own public key, which the hosts let in as root. */
  authorizedKey: () => Promise<string>;
};

export function labUp({ keeper, hosts, authorizedKey }: LabUpOptions): OperationDefinition<LabUpInput> {
  const boot = ({ hosts: names, machines = 0, image }: LabUpInput): Step => ({
    name: 'boot',
    title: machines === 0 ? `Boot ${names.join(', ')}` : `Boot ${names.join(', ')} and add machines`,
    timeoutSeconds: 600,
    run: async (context) => {
      const { lab } = await keeper.status();
      const places = chooseIndexes(names, lab.hosts);
      const request = {
        image,
        hosts: places,
        machines: chooseMachines(machines, lab.machines),
        authorizedKey: await authorizedKey(),
      };
      await keeper.up(request, followKeeper(context));
      return { state: 'done' };
    },
    noUndo: 'hosts that run are of use; the operation lab.down removes them',
  });

  const register = (name: string): Step => ({
    name: `register:${name}`,
    title: 'Register the host and read what it is made of',
    host: name,
    timeoutSeconds: 120,
    run: async ({ signal }) => {
      const { lab } = await keeper.status();
      await hosts.register(toNewHost(mustRun(name, lab.hosts)));
      await hosts.look(name, signal);
      return { state: 'done' };
    },
    noUndo: 'a host that is known harms nobody; the operation lab.down forgets it',
  });

  return {
    kind: 'lab.up',
    title: ({ hosts: names }) => `Bring the lab up with ${names.join(', ')}`,
    subject: () => ({ type: 'lab', name: 'lab' }),
    plan: (input) => [
      { title: 'Boot', steps: [boot(input)] },
      { title: 'Register', steps: input.hosts.map(register) },
    ],
  };
}

/** machine-1 and so on; one that is there keeps its size, whatever new ones have. */
function chooseMachines(count: number, present: MachinePlace[]): { name: string; size: LabMachineSize }[] {
  return Array.from({ length: count }, (_, position) => {
    const name = `machine-${position + 1}`;
    const size = present.find((machine) => machine.name === name)?.size ?? defaultLabMachineSize;
    return { name, size };
  });
}

/** Those that are there keep their place; each new one gets the lowest that is free. */
function chooseIndexes(names: string[], present: LabHost[]): { name: string; index: number }[] {
  const taken = new Set(present.map(({ index }) => index));
  return names.map((name) => {
    const there = present.find((host) => host.name === name);
    if (there !== undefined) return { name, index: there.index };
    const index = lowestFree(taken);
    taken.add(index);
    return { name, index };
  });
}

function lowestFree(taken: ReadonlySet<number>): number {
  for (let index: number = hostIndexes.first; index <= hostIndexes.last; index++)
    if (!taken.has(index)) return index;
  throw new TuskarError('lab-full', `The lab has ${taken.size} hosts, and no place for another.`);
}

function mustRun(name: string, present: LabHost[]): LabHost & { hostKey: string } {
  const host = present.find((one) => one.name === name);
  if (host?.state === 'running' && host.hostKey !== null) return { ...host, hostKey: host.hostKey };
  throw new TuskarError(
    'lab-host-gone',
    `The lab host ${name} was booted, and is ${host?.state ?? 'gone'} now.`,
  );
}

function toNewHost(host: LabHost & { hostKey: string }) {
  const source: Host['source'] = 'lab';
  return {
    name: host.name,
    source,
    address: host.addresses.management,
    tunnel_address: host.addresses.tunnel,
    ssh_user: 'root',
    host_key: host.hostKey,
    image: host.image,
  };
}
