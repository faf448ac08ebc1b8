import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { CloudApis } from '../openstack/cloud-apis.ts';

type Thing = { kind: string; id: string; name: string; status?: string; on?: string };

/** What is in a simulated cloud. */
export type SimulatedCloud = { things: () => Thing[]; apis: CloudApis };

/**
 * A cloud whose resources are a file: the calls that furnishing makes, with the rules of the real services that matter
 * there (an image is active only once its data are uploaded; the same security rule twice is a conflict).
 */
export function simulatedCloud(directory: string): SimulatedCloud {
  const file = join(directory, 'cloud.json');
  const things = (): Thing[] => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Thing[];
    } catch {
      return [];
    }
  };
  const save = (next: Thing[]): void => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(next));
    renameSync(`${file}.${process.pid}`, file);
  };
  const add = (kind: string, name: string, more: Partial<Thing> = {}): string => {
    const id = randomUUID();
    save([...things(), { kind, id, name, ...more }]);
    return id;
  };
  const of = (kind: string) => things().filter((thing) => thing.kind === kind);

  const apis = {
    session: {
      token: async () => ({ expires_at: '', user: { id: 'u' }, project: { id: 'p' }, catalog: [] }),
    },
    image: {
      list: async () => of('image').map(({ id, name, status = '' }) => ({ id, name, status })),
      create: async ({ name }: { name: string }) => add('image', name, { status: 'queued' }),
      upload: async (id: string) =>
        save(things().map((one) => (one.id === id ? { ...one, status: 'active' } : one))),
      remove: async (id: string) => save(things().filter((one) => one.id !== id)),
    },
    compute: {
      flavors: async () => of('flavor'),
      createFlavor: async ({ name }: { name: string }) => add('flavor', name),
    },
    network: {
      networks: async () => [...of('network'), ...of('external')],
      externalNetworks: async () => of('external'),
      createNetwork: async (name: string) => add('network', name),
      createExternalNetwork: async ({ name }: { name: string }) => add('external', name),
      subnets: async ({ network }: { network: string }) => of('subnet').filter(({ on }) => on === network),
      createSubnet: async ({ name, network }: { name: string; network: string }) =>
        add('subnet', name, { on: network }),
      routers: async () => of('router'),
      createRouter: async ({ name }: { name: string }) => add('router', name),
      attachSubnet: async (router: string, subnet: string) => void add('port', subnet, { on: router }),
      ports: async () =>
        of('port').map(({ id, name, on }) => ({ id, device_id: on, fixed_ips: [{ subnet_id: name }] })),
      defaultSecurityGroup: async () => 'default',
      allow: async (group: string, rule: object) => {
        const name = JSON.stringify(rule);
        if (of('rule').some((one) => one.name === name))
          throw new TuskarError('openstack-conflict', 'The rule exists.');
        add('rule', name, { on: group });
      },
    },
    close: () => undefined,
  };
  return { things, apis: apis as unknown as CloudApis };
}
