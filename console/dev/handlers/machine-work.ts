import type { RootDiskChoice } from '@tuskar/contract/machine-deploy.ts';
import { Bmc } from '@tuskar/contract/machine.ts';
import { nextMachineState } from '@tuskar/contract/machine-states.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { sampleConsoles } from '../samples/console.ts';
import { sampleInspections } from '../samples/inspection.ts';
import { sampleSensors } from '../samples/sensors.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import type { Handlers } from './handler.ts';
import { change, find, move } from './machine.ts';

type Work = { kind: string; title: string; name: string; steps: string[]; onDone?: () => void };

function work({ world, user }: { world: World; user: string }, { kind, title, name, steps, onDone }: Work) {
  return submit(world, {
    kind,
    title,
    subject: { type: 'machine', name },
    requestedBy: user,
    steps: steps.map((step, wave) => ({ title: step, host: null, wave })),
    ...(onDone === undefined ? {} : { onDone }),
  });
}

/** The smallest disk by place, as the server's rule would have it for disks that are alike. */
function rootDiskOf(world: World, name: string): RootDiskChoice {
  const disks = sampleInspections(find(world, name))[0]?.inventory.disks ?? [];
  const shown = disks.map(({ serial, wwn, model, place, bytes, rotational }) => ({
    serial,
    wwn,
    model,
    place,
    bytes,
    rotational,
  }));
  const [disk, ...others] = shown;
  if (disk === undefined) {
    throw new TuskarError('root-disk-unknown', 'No disk was seen at the last inspection.');
  }
  return {
    disk,
    reason: 'the smallest disk that does not rotate',
    others: others.map((other) => ({ disk: other, reason: 'it is as good, and comes after the other' })),
  };
}

const litLamps = new Set<string>();

export const machineWorkHandlers: Handlers<
  | 'machine.enrol-again'
  | 'machine.inspect'
  | 'machine.retest'
  | 'machine.accept'
  | 'machine.root-disk'
  | 'machine.deploy'
  | 'machine.adopt'
  | 'machine.power'
  | 'machine.rescue'
  | 'machine.unrescue'
  | 'machine.rescue-access'
  | 'machine.locate'
  | 'machine.locator'
  | 'machine.console-access'
  | 'machine.rotate-bmc-password'
  | 'machine.update'
  | 'machine.erase'
  | 'machine.retire-unerased'
  | 'machine.forget'
  | 'machine.sensors'
> = {
  'machine.enrol-again': ({ session, params: { name } }) =>
    work(session, { kind: 'machine.enrol', title: `Enrol ${name}`, name, steps: ['Reach its BMC'] }),
  'machine.inspect': ({ session, params: { name } }) => {
    const { world } = session;
    if (nextMachineState(find(world, name).state, 'inspect') === undefined) {
      throw new TuskarError('machine-state', `The machine ${name} cannot be inspected now.`);
    }
    move(world, name, { state: 'inspecting', reason: null });
    return work(session, {
      kind: 'machine.inspect',
      title: `Inspect ${name}`,
      name,
      steps: ['Boot the agent', 'Read what it is made of'],
      onDone: () => move(world, name, { state: 'inspected', reason: null }),
    });
  },
  'machine.retest': ({ session, params: { name } }) =>
    work(session, {
      kind: 'machine.retest',
      title: `Test ${name} again`,
      name,
      steps: ['Inspect', 'Test', 'Judge'],
      onDone: () => move(session.world, name, { state: 'ready', reason: "passed the burn-in 'quick'" }),
    }),
  'machine.accept': ({ session: { world, user }, params, body }) => {
    move(world, params.name, { state: 'ready', reason: `accepted by ${user}: ${body.reason}` });
    return undefined;
  },
  'machine.root-disk': ({ session: { world }, params }) => rootDiskOf(world, params.name),
  'machine.deploy': ({ session, params: { name }, body }) => {
    move(session.world, name, { state: 'deploying', reason: null });
    return work(session, {
      kind: 'machine.deploy',
      title: `Deploy ${name}`,
      name,
      steps: [`Write the image to ${body.rootDisk?.serial ?? 'its disk'}`, 'Wait for its system'],
      onDone: () => {
        move(session.world, name, { state: 'in-use', reason: null });
        change(session.world, name, { host: body.hostname ?? name });
      },
    });
  },
  'machine.adopt': ({ session: { world }, params, body }) => {
    move(world, params.name, { state: 'in-use', reason: null });
    return change(world, params.name, { host: body.host });
  },
  'machine.power': ({ session, params: { name }, body: { target } }) =>
    work(session, {
      kind: 'machine.power',
      title: `Switch ${name}: ${target}`,
      name,
      steps: ['Ask the bare-metal service for it'],
      onDone: () => change(session.world, name, { power: target.endsWith('off') ? 'off' : 'on' }),
    }),
  'machine.rescue': ({ session, params: { name }, body: { reason } }) => {
    move(session.world, name, { state: 'rescuing', reason });
    return work(session, {
      kind: 'machine.rescue',
      title: `Boot ${name} into the rescue system`,
      name,
      steps: ['Make a password, and keep it sealed', 'Boot the rescue system'],
      onDone: () => move(session.world, name, { state: 'rescued', reason }),
    });
  },
  'machine.unrescue': ({ session, params: { name } }) => {
    move(session.world, name, { state: 'unrescuing', reason: null });
    return work(session, {
      kind: 'machine.unrescue',
      title: `Boot ${name} from its own disk again`,
      name,
      steps: ['Boot its own system', 'Forget the password of the rescue system'],
      onDone: () => move(session.world, name, { state: 'in-use', reason: null }),
    });
  },
  'machine.rescue-access': ({ session: { world }, params }) => ({
    address: '198.18.48.21',
    user: 'rescue',
    password: 'Xk3vQ9mT2pLw7RbN5sHd',
    since: find(world, params.name).stateSince,
  }),
  'machine.locate': ({ params, body: { lit } }) => {
    if (lit) litLamps.add(params.name);
    else litLamps.delete(params.name);
    return { lit };
  },
  'machine.locator': ({ params }) => ({ lit: litLamps.has(params.name) }),
  'machine.console-access': ({ session: { world }, params }) => ({
    ways: sampleConsoles(find(world, params.name)),
    unread: [],
  }),
  'machine.rotate-bmc-password': ({ session, params: { name } }) =>
    work(session, {
      kind: 'machine.rotate-bmc-password',
      title: `Change the password of the BMC of ${name}`,
      name,
      steps: ['Give it another'],
    }),
  'machine.update': ({ session: { world }, params, body: { labels = {}, note, heightUnits, bmc } }) => {
    const machine = find(world, params.name);
    const kept = Object.entries({ ...machine.labels, ...labels }).flatMap(([key, value]) =>
      value === null ? [] : [[key, value] as const],
    );
    const { password: _sealed, ...reach } = bmc ?? {};
    return change(world, params.name, {
      labels: Object.fromEntries(kept),
      ...(note === undefined ? {} : { note }),
      ...(heightUnits === undefined ? {} : { heightUnits }),
      ...(bmc === undefined
        ? {}
        : { bmc: Bmc.parse({ ...machine.bmc, ...reach }), contact: 'unknown', contactReason: null }),
    });
  },
  'machine.erase': ({ session, params: { name }, body: { goal, reason } }) => {
    move(session.world, name, { state: 'erasing', reason: reason ?? null });
    return work(session, {
      kind: 'machine.erase',
      title: `Erase ${name}`,
      name,
      steps: ['Erase its disks', 'Read samples back', 'Issue the certificate'],
      onDone: () => move(session.world, name, { state: goal, reason: null }),
    });
  },
  'machine.retire-unerased': ({ session: { world, user }, params, body }) =>
    move(world, params.name, { state: 'retired', reason: `${user}, unerased: ${body.reason}` }),
  'machine.forget': ({ session: { world }, params }) => {
    world.machines = world.machines.filter(({ name }) => name !== params.name);
    return undefined;
  },
  'machine.sensors': ({ session: { world }, params }) => {
    const machine = find(world, params.name);
    const isRead = machine.state !== 'enrolling';
    return {
      health: isRead ? 'warning' : null,
      readAt: isRead ? new Date(Date.now() - 40_000).toISOString() : null,
      sensors: isRead ? sampleSensors(machine) : [],
    };
  },
};
