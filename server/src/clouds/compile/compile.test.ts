import { isTuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, test } from 'vitest';
import { compileExample, withSections } from '../testing/compile.ts';
import { knownHost } from '../testing/hosts.ts';
import { exampleIntent } from '../testing/intent.ts';
import { hasSecret } from './secret-token.ts';

function problemsOf(compileIt: () => unknown): string[] {
  try {
    compileIt();
  } catch (error) {
    if (!isTuskarError(error, 'intent-invalid')) throw error;
    return error.context['problems'] as string[];
  }
  return [];
}

function fileOf(blueprint: ReturnType<typeof compileExample>, path: string): string {
  const entry = blueprint.hosts[0]?.items.find(({ item }) => item.kind === 'file' && item.path === path);
  return entry?.item.kind === 'file' ? entry.item.content : '';
}

describe('compiling an intent', () => {
  test('gives the same blueprint for the same input', () => {
    expect(compileExample()).toEqual(compileExample());
    expect(compileExample().digest).not.toBe(
      compileExample({ text: withSections({ region: 'Elsewhere' }) }).digest,
    );
  });

  test('carries every service that a role asks for, each after those that it needs', () => {
    const { services } = compileExample();
    expect(services).toContain('nova');
    expect(services.indexOf('keystone')).toBeGreaterThan(services.indexOf('mariadb'));
    expect(services.indexOf('nova')).toBeGreaterThan(services.indexOf('placement'));
  });

  test('marks every item with a secret as sensitive, and names the secret', () => {
    const { hosts, secrets } = compileExample();
    const items = hosts.flatMap((host) => host.items.map(({ item }) => item));
    const open = items.filter((item) => hasSecret(JSON.stringify(item)) && !('sensitive' in item));
    expect(open).toEqual([]);
    expect(secrets.map((secret) => secret.name)).toContain('try/nova-keystone');
  });

  test('uses the versions of secrets that exist', () => {
    const { secrets, hosts } = compileExample({ secretVersions: new Map([['try/nova-keystone', 3]]) });
    expect(secrets).toContainEqual({ name: 'try/nova-keystone', kind: 'password', version: 3 });
    expect(JSON.stringify(hosts)).toContain('⟦secret:try/nova-keystone@3⟧');
  });

  test("puts the operator's options over the module's", () => {
    const config = {
      'nova.conf': { DEFAULT: { cpu_allocation_ratio: 4, state_path: '$instances_path/$5' } },
    };
    const content = fileOf(compileExample({ text: withSections({ config }) }), '/etc/nova/nova.conf');
    expect(content).toContain('cpu_allocation_ratio = 4\n');
    expect(content).toContain('state_path = $instances_path/$$5\n');
  });

  test('names a wrong option with its place, the reason and the nearest right one', () => {
    const config = {
      'nova.conf': {
        DEFAULT: {
          cpu_alocation_ratio: 4,
          debug: 'perhaps',
          osapi_compute_workers: 0,
          num_pcie_ports: 3,
          preallocate_images: 'all',
        },
        libvrt: { virt_type: 'kvm' },
      },
      'nvoa.conf': {},
    };
    expect(problemsOf(() => compileExample({ text: withSections({ config }) }))).toEqual([
      "19:7 config[nova.conf].DEFAULT.cpu_alocation_ratio: unknown option (did you mean 'cpu_allocation_ratio'?)",
      '20:7 config[nova.conf].DEFAULT.debug: must be true or false, not "perhaps"',
      '21:7 config[nova.conf].DEFAULT.osapi_compute_workers: must be at least 1, not 0',
      '22:7 config[nova.conf].DEFAULT.num_pcie_ports: unknown option; [libvirt] has it',
      '23:7 config[nova.conf].DEFAULT.preallocate_images: must be one of none, space, not "all"',
      "24:5 config[nova.conf].libvrt: unknown section (did you mean 'libvirt'?)",
      "26:3 config[nvoa.conf]: no service of this cloud has this file (did you mean 'nova.conf'?)",
    ]);
  });

  test('warns of options that are deprecated, secret, or have a new name, and writes the new one', () => {
    const config = {
      'nova.conf': {
        DEFAULT: { use_ipv6: true, transport_url: 'rabbit://ada:lovelace@198.18.0.11' },
        pci: { passthrough_whitelist: ['{"a": 1}'] },
      },
    };
    const blueprint = compileExample({ text: withSections({ config }) });
    expect(blueprint.warnings).toEqual([
      '19:7 config[nova.conf].DEFAULT.use_ipv6: is deprecated: nova-network is gone',
      '20:7 config[nova.conf].DEFAULT.transport_url: is a secret: whoever may read the cloud can read it in the intent',
      '22:7 config[nova.conf].pci.passthrough_whitelist: is an old name of [pci] device_spec',
    ]);
    expect(fileOf(blueprint, '/etc/nova/nova.conf')).toContain('device_spec = {"a": 1}\n');
  });

  test.each([
    [
      'an unknown service',
      withSections({ services: { novva: {} } }),
      "novva: unknown service (did you mean 'nova'",
    ],
    [
      'a service that others need turned off',
      withSections({ services: { placement: { enabled: false } } }),
      'nova needs placement, which is not enabled',
    ],
    [
      'an unknown host',
      exampleIntent.replace('try-1', 'tyr-1'),
      "3:5 hosts[0].name: no host 'tyr-1' (did you",
    ],
    [
      'overlapping networks',
      exampleIntent.replace('198.18.16.0/20', '198.18.8.0/21'),
      '9:5 networks.tunnel.cidr: overlaps management network 198.18.0.0/20',
    ],
    ['no controller', exampleIntent.replace('controller, ', ''), 'no host has the role controller'],
    ['a gateway elsewhere', exampleIntent.replace('gateway: 198.18.32.1', 'gateway: 198.18.1.1'), '12:5'],
    [
      'a pool that begins after its end',
      exampleIntent.replace('198.18.40.0', '198.18.47.255'),
      'after its end',
    ],
    ['an address in a network', exampleIntent.replace('198.18.32.0/20', '198.18.32.9/20'), 'not a network'],
    [
      'a gateway in the pool',
      exampleIntent.replace('gateway: 198.18.32.1', 'gateway: 198.18.41.1'),
      'in the pool',
    ],
  ])('%s is refused', (_what, text, reason) => {
    expect(problemsOf(() => compileExample({ text })).join('\n')).toContain(reason);
  });

  test('a host of another cloud is refused', () => {
    const inventory = [knownHost('try-1', 1, { cloud: 'prod' })];
    expect(problemsOf(() => compileExample({ inventory }))).toEqual([
      "3:5 hosts[0].name: host 'try-1' is used by the cloud prod",
    ]);
  });
});
