import { TuskarError } from '@tuskar/contract/error.ts';
import { sampleHost } from '../samples/host.ts';
import { submit } from '../simulate.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

export const hostHandlers: Handlers<
  'host.list' | 'host.show' | 'host.adopt' | 'host.forget' | 'host.converge'
> = {
  'host.list': ({ session, query }) => pageOf(session.world.hosts, query),
  'host.show': ({ session, params }) =>
    findOr(session.world.hosts, 'host-not-found', ({ name }) => name === params.name),
  'host.adopt': ({ session: { world }, body }) => {
    if (!body.hostKey.startsWith('ssh-')) {
      throw new TuskarError('invalid-request', 'The host key is not a public key of ssh.', {
        remedy: 'Copy the whole line of /etc/ssh/ssh_host_ed25519_key.pub.',
      });
    }
    const unused = { image: null, cloud: null, roles: [], convergedTo: null, convergedAt: null, drift: null };
    const host = sampleHost({ ...body, ...unused, source: 'adopted', state: 'unknown' });
    world.hosts.push(host);
    return host;
  },
  'host.forget': ({ session: { world }, params }) => {
    world.hosts = world.hosts.filter(({ name }) => name !== params.name);
    return undefined;
  },
  'host.converge': ({ session: { world, user }, params, body }) =>
    submit(world, {
      kind: 'host.converge',
      title: `${body.mode === 'check' ? 'Check' : 'Converge'} the host ${params.name}`,
      subject: { type: 'host', name: params.name },
      requestedBy: user,
      steps: [{ title: body.mode === 'check' ? 'Check for drift' : 'Converge', host: params.name, wave: 0 }],
    }),
};
