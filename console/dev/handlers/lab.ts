import { submit } from '../simulate.ts';
import type { Handlers } from './handler.ts';

export const labHandlers: Handlers<'lab.show' | 'lab.up' | 'lab.down'> = {
  'lab.show': ({ session }) => session.world.lab,
  'lab.up': ({ session: { world, user }, body }) =>
    submit(world, {
      kind: 'lab.up',
      title: 'Bring the lab up',
      subject: { type: 'lab', name: 'lab' },
      requestedBy: user,
      steps: body.hosts.map((host) => ({ title: 'Boot', host, wave: 0 })),
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
};
