import { Image } from '@tuskar/contract/image.ts';
import { submit } from '../simulate.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';

export const imageHandlers: Handlers<'image.list' | 'image.show' | 'image.build'> = {
  'image.list': ({ session }) => ({
    items: session.world.images.map((image) => Image.parse(image)),
  }),
  'image.show': ({ session, params }) =>
    findOr(session.world.images, 'image-not-found', ({ id }) => id === params.id),
  'image.build': ({ session: { world, user } }) =>
    submit(world, {
      kind: 'image.build',
      title: 'Build the host image',
      subject: { type: 'image', name: 'host' },
      linesPerStep: 500,
      requestedBy: user,
      steps: ['Install Debian', 'Read the option schemas', 'Dump the database schemas', 'Seal'].map(
        (title, wave) => ({ title, host: null, wave }),
      ),
    }),
};
