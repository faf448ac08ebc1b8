import { stringify } from 'yaml';

/** The intent of the cloud that `tuskar try` makes: all roles on one container host of the lab. */
export function tryIntent(options: { name: string; hosts: string[]; image: string }): string {
  const [first, ...others] = options.hosts;
  return stringify({
    name: options.name,
    region: 'RegionOne',
    image: options.image,
    hosts: [
      { name: first, roles: ['controller', 'network', 'compute'] },
      ...others.map((name) => ({ name, roles: ['compute'] })),
    ],
    networks: {
      management: { cidr: '198.18.0.0/20' },
      tunnel: { cidr: '198.18.16.0/20' },
      external: {
        cidr: '198.18.32.0/20',
        gateway: '198.18.32.1',
        pool: { start: '198.18.40.0', end: '198.18.47.254' },
      },
    },
  });
}
