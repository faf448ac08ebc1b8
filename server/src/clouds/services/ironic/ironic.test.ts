import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { exampleIntent } from '../../testing/intent.ts';
import { compileExample } from '../../testing/compile.ts';
import { undercloudIntent } from '../../testing/undercloud-intent.ts';

function contentOf(text: string, id: string): string {
  const [host] = compileExample({ text }).hosts;
  const found = host?.items.find(({ item }) => item.id === id)?.item;
  if (found?.kind !== 'file') throw new Error(`the host has no file ${id}`);
  return found.content;
}

const networksOf = (provisioning: object | undefined) => ({
  management: { cidr: '198.18.0.0/20' },
  ...(provisioning === undefined ? {} : { provisioning }),
});

/** The intent with other hosts or networks. */
function changed(change: object): string {
  return stringify({ ...(parse(undercloudIntent) as object), ...change });
}

/** The intent with a network over which machines boot. */
const booting = (provisioning: object): string => {
  const dhcp = { start: '198.18.8.0', end: '198.18.15.254' };
  return changed({
    networks: networksOf({ cidr: '198.18.0.0/20', pxe: true, dhcp, ...provisioning }),
  });
};

const problemsOf = (text: string): string => {
  try {
    compileExample({ text });
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('an undercloud', () => {
  it('stands by itself: without an identity service, a database server or a tunnel', () => {
    const compiled = compileExample({ text: undercloudIntent });
    expect(compiled.identity).toBeNull();
    expect(compiled.services).toEqual(['base', 'ironic']);
    expect(contentOf(undercloudIntent, 'ironic:config')).toContain('connection = sqlite:////var/lib/ironic/');
  });

  it('uses the database server where its host has one', () => {
    const text = stringify({
      ...(parse(exampleIntent) as object),
      hosts: [{ name: 'try-1', roles: ['controller', 'compute', 'network', 'undercloud'] }],
      networks: {
        ...(parse(exampleIntent) as { networks: object }).networks,
        provisioning: { cidr: '198.18.0.0/20' },
      },
    });
    expect(contentOf(text, 'ironic:config')).toContain('mysql+pymysql://ironic:');
  });

  it('boots the agent also where a machine is to be rescued', () => {
    const config = contentOf(undercloudIntent, 'ironic:config');
    for (const [what, file] of [
      ['kernel', 'agent.kernel'],
      ['ramdisk', 'agent.initramfs'],
    ])
      expect(config).toMatch(new RegExp(`^rescue_${what} = file:///.*/${file}$`, 'm'));
    expect(config).toContain('default_rescue_interface = agent');
  });

  it('keeps its password out of what is seen', () => {
    const [host] = compileExample({ text: undercloudIntent }).hosts;
    const command = host?.items.find(({ item }) => item.id === 'undercloud:htpasswd')?.item;
    expect(command).toMatchObject({ sensitive: true });
    expect(command?.kind === 'command' && command.argv.join(' ')).not.toContain('secret');
  });

  it('hands out the addresses that the intent says, and names the gateway', () => {
    const config = contentOf(undercloudIntent, 'undercloud-dhcp:config');
    expect(config).toContain('dhcp-range=198.18.8.0,198.18.15.254,255.255.240.0,2h');
    expect(config).toContain('dhcp-option=option:router,198.18.0.1');
    expect(config).not.toContain('tftp');
  });

  it('tells firmware what to load over TFTP or HTTP, where machines boot over the network', () => {
    const config = contentOf(booting({}), 'undercloud-dhcp:config');
    expect(config).toContain('dhcp-boot=tag:uefi,bootx64.efi,,198.18.0.11');
    expect(config).toContain('dhcp-boot=tag:uefi-http,http://198.18.0.11:8085/bootx64.efi');
    expect(contentOf(booting({}), 'undercloud:grub-node')).toContain(
      'linux (http,198.18.0.11:8085)/{{ pxe_options.deployment_aki_path }}',
    );
  });

  it('leaves a machine that nobody announced to what else its firmware finds', () => {
    const grub = contentOf(booting({}), 'undercloud:grub');
    expect(grub).not.toMatch(/^linux /m);
    expect(grub).toMatch(/search .*--set=root \$loader; then\n\s+chainloader \$loader\n/);
    expect(contentOf(booting({}), 'ironic:config')).not.toContain('auto_discovery');
  });

  it('looks at it where the intent says so, as at every other machine', () => {
    const text = booting({ discover: 'blank' });
    expect(contentOf(text, 'undercloud:grub')).toMatch(
      /^linux .*\/boot\/agent\.kernel .* ipa-inspection-collectors=\S+,tuskar ipa-inspection-callback-url=https:\/\/198\.18\.0\.11:6385\/v1\/continue_inspection /m,
    );
    expect(contentOf(text, 'ironic:config')).toMatch(
      /\[auto_discovery\]\nenabled = true\ndriver = manual-management/i,
    );
  });

  it.each([
    ['blank', ['chainloader', 'agent.kernel']],
    ['all', ['agent.kernel', 'chainloader']],
  ])('tries in order for %s what there is', (discover, order) => {
    const grub = contentOf(booting({ discover }), 'undercloud:grub');
    expect(order.toSorted((a, b) => grub.indexOf(a) - grub.indexOf(b))).toEqual(order);
  });

  it('has no DHCP where another server does that', () => {
    const without = changed({ networks: networksOf({ cidr: '198.18.0.0/20' }) });
    expect(() => contentOf(without, 'undercloud-dhcp:config')).toThrow('no file');
  });

  it.each([
    ['a provisioning network', { networks: networksOf(undefined) }, 'needs it'],
    [
      'an address on it',
      { networks: networksOf({ cidr: '198.18.64.0/20' }) },
      'is missing: the address 198.18.0.11 of try-1 is not in 198.18.64.0/20',
    ],
    [
      'addresses of its own outside the range',
      {
        networks: networksOf({
          cidr: '198.18.0.0/20',
          dhcp: { start: '198.18.0.2', end: '198.18.15.254' },
        }),
      },
      'has the undercloud itself, 198.18.0.11 in it',
    ],
    [
      'PXE where machines come unannounced',
      { networks: networksOf({ cidr: '198.18.0.0/20', discover: 'all' }) },
      'needs pxe, by which machines come unannounced',
    ],
    [
      'the networks of a cloud where it has other roles',
      { hosts: [{ name: 'try-1', roles: ['undercloud', 'controller'] }] },
      'networks.tunnel: is missing',
    ],
  ])('needs %s', (_what, change, reason) => {
    expect(problemsOf(changed(change))).toContain(reason);
  });
});
