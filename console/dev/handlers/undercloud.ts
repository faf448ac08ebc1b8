import { TuskarError } from '@tuskar/contract/error.ts';
import { sampleReport, sampleUndercloud } from '../samples/undercloud.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import type { Handlers } from './handler.ts';

function connected({ undercloud }: World) {
  if (undercloud !== null) return undercloud;
  throw new TuskarError('undercloud-not-connected', 'Tuskar uses no bare-metal service yet.');
}

function equip(world: World): void {
  const { agent } = connected(world);
  if (agent === null) return;
  const { newest } = agent;
  world.undercloud = {
    ...connected(world),
    agent: { ...agent, state: 'newest', image: newest, nextAction: null },
  };
}

export const undercloudHandlers: Handlers<
  | 'undercloud.show'
  | 'undercloud.test'
  | 'undercloud.connect'
  | 'undercloud.equip'
  | 'undercloud.disconnect'
  | 'unclaimed-node.list'
> = {
  'undercloud.show': ({ session: { world } }) => connected(world),
  'undercloud.test': ({ body }) => {
    if (body.password === 'wrong') {
      throw new TuskarError('bare-metal-unauthorized', `${body.url} does not let ${body.user} in.`);
    }
    return sampleReport;
  },
  'undercloud.connect': ({ session: { world }, body }) => {
    const { kind, cloud = null, url = 'https://198.18.0.12:6385', auth, user = null } = body;
    world.undercloud = sampleUndercloud({
      kind,
      cloud,
      url,
      auth,
      user,
      ...(kind === 'external' ? { agent: null } : {}),
    });
    world.emit('undercloud.changed', { type: 'undercloud', name: 'undercloud' }, world.undercloud);
    return world.undercloud;
  },
  'undercloud.equip': ({ session: { world, user } }) =>
    submit(world, {
      kind: 'undercloud.equip',
      title: 'Equip the undercloud',
      subject: { type: 'undercloud', name: 'undercloud' },
      requestedBy: user,
      steps: [{ title: 'Bring the agent', host: null, wave: 0 }],
      onDone: () => equip(world),
    }),
  'undercloud.disconnect': ({ session: { world } }) => {
    world.undercloud = null;
    return undefined;
  },
  'unclaimed-node.list': ({ session: { world } }) => {
    connected(world);
    return { items: world.unclaimed };
  },
};
