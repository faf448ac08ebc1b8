import type { HardwareClass } from '@tuskar/contract/hardware-class.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

/** With as many members as there are now. */
function counted(world: World, one: HardwareClass): HardwareClass {
  const members = world.machines.filter((machine) => machine.class === one.name).map(({ name }) => name);
  const deviating = new Set(world.deviations.map(({ machine }) => machine));
  return { ...one, members: members.length, deviating: members.filter((name) => deviating.has(name)).length };
}

const classOf = (world: World, name: string) =>
  findOr(world.classes, 'class-not-found', (one) => one.name === name);

const tell = (world: World, one: HardwareClass) =>
  world.emit('class.changed', { type: 'class', name: one.name }, one);

export const hardwareClassHandlers: Handlers<
  | 'class.list'
  | 'class.propose'
  | 'class.show'
  | 'class.create'
  | 'class.update'
  | 'class.remove'
  | 'class.deviations'
  | 'machine.deviations'
> = {
  'class.list': ({ session: { world }, query }) =>
    pageOf(
      world.classes.map((one) => counted(world, one)),
      query,
    ),
  'class.propose': ({ session: { world } }) => ({ items: world.proposals }),
  'class.show': ({ session: { world }, params }) => counted(world, classOf(world, params.name)),
  'class.create': ({ session: { world }, body }) => {
    if (world.classes.some(({ name }) => name === body.name)) {
      throw new TuskarError('class-exists', `There is a class ${body.name} already.`);
    }
    const now = new Date().toISOString();
    const made = { ...body, members: 0, deviating: 0, createdAt: now, updatedAt: now };
    world.classes.push(made);
    world.proposals = world.proposals.filter(({ name }) => name !== body.name);
    tell(world, made);
    return counted(world, made);
  },
  'class.update': ({ session: { world }, params, body }) => {
    const changed = Object.assign(classOf(world, params.name), body, { updatedAt: new Date().toISOString() });
    tell(world, changed);
    return counted(world, changed);
  },
  'class.remove': ({ session: { world }, params }) => {
    world.classes = world.classes.filter(({ name }) => name !== params.name);
    for (const machine of world.machines) if (machine.class === params.name) machine.class = null;
    return undefined;
  },
  'class.deviations': ({ session: { world }, params }) => ({
    items: world.deviations.filter(({ machine }) =>
      world.machines.some(({ name, class: of }) => name === machine && of === params.name),
    ),
  }),
  'machine.deviations': ({ session: { world }, params }) => ({
    items: world.deviations.filter(({ machine }) => machine === params.name),
  }),
};
