import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import { sampleLabMachine } from '../samples/lab-machine.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';

const find = (world: World, name: string) =>
  findOr(world.labMachines, 'lab-machine-not-found', (machine) => machine.name === name);

function tell(world: World, machine: LabMachine): LabMachine {
  world.emit('lab.machine.changed', { type: 'lab', name: machine.name }, machine);
  return machine;
}

export const labHandlers: Handlers<
  | 'lab.show'
  | 'lab.up'
  | 'lab.down'
  | 'lab.machine.list'
  | 'lab.machine.add'
  | 'lab.machine.remove'
  | 'lab.machine.fault'
  | 'lab.machine.console'
  | 'lab.machine.credentials'
  | 'lab.machine.simulate'
> = {
  'lab.show': ({ session }) => session.world.lab,
  'lab.up': ({ session: { world, user }, body }) =>
    submit(world, {
      kind: 'lab.up',
      title: 'Bring the lab up',
      subject: { type: 'lab', name: 'lab' },
      requestedBy: user,
      steps: [
        ...body.hosts.map((host) => ({ title: 'Boot', host, wave: 0 })),
        ...(body.machines > 0 ? [{ title: `Add ${body.machines} machines`, host: null, wave: 1 }] : []),
      ],
    }),
  'lab.down': ({ session: { world, user }, body }) =>
    submit(world, {
      kind: 'lab.down',
      title: 'Take the lab down',
      subject: { type: 'lab', name: 'lab' },
      requestedBy: user,
      reason: body.reason,
      steps: [{ title: 'Remove', host: null, wave: 0 }],
    }),
  'lab.machine.list': ({ session: { world } }) => ({ items: world.labMachines }),
  'lab.machine.add': ({ session: { world }, body: { names, size } }) => {
    const items = names.map((name) => sampleLabMachine({ name, size }));
    world.labMachines.push(...items);
    for (const machine of items) tell(world, machine);
    return { items };
  },
  'lab.machine.remove': ({ session: { world }, params: { name } }) => {
    world.labMachines = world.labMachines.filter((machine) => machine.name !== name);
    world.emit('lab.machine.removed', { type: 'lab', name }, { name });
    return undefined;
  },
  'lab.machine.fault': ({ session: { world }, params: { name }, body: { faults } }) =>
    tell(world, Object.assign(find(world, name), { faults })),
  'lab.machine.console': ({ session: { world }, params: { name } }) => ({
    text: find(world, name).power === 'On' ? 'BdsDxe: starting Boot0002 "UEFI Misc Device"\n' : '',
  }),
  'lab.machine.credentials': ({ session: { world }, params: { name } }) => ({
    address: `https://${find(world, name).bmcAddress}`,
    user: 'admin',
    password: 'made-up-by-the-fake',
  }),
  'lab.machine.simulate': ({ session: { world }, body: { count, seed } }) =>
    Object.assign(world.lab.simulated, { count, seed }),
};
