import type { Item } from '@tuskar/contract/part.ts';
import { rangeOf } from '../../intent/ipv4.ts';
import type { CompileContext, HostFacts } from '../module.ts';
import { directories, imageUrl, provisioning, provisioningAddress } from './places.ts';
import { publicFile } from './public-file.ts';

const configPath = '/etc/tuskar/undercloud/dnsmasq.conf';
const leases = '/var/lib/misc/undercloud.leases';

function netmask(cidr: string): string {
  const { first, last } = rangeOf(cidr);
  const mask = 2 ** 32 - (last - first + 1);
  return [24, 16, 8, 0].map((shift) => Math.floor(mask / 2 ** shift) % 256).join('.');
}

/**
 * Only machines that Tuskar boots ask on this network, and they get an address for a while.
 * @see https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html
 */
function configuration(context: CompileContext, host: HostFacts): string {
  const { cidr, interface: nic, dhcp, gateway, pxe } = provisioning(context);
  const address = provisioningAddress(context, host);
  const lines = [
    'port=0',
    `interface=${nic}`,
    'bind-dynamic',
    'dhcp-authoritative',
    'log-dhcp',
    `dhcp-leasefile=${leases}`,
    'dhcp-lease-max=100000',
    `dhcp-range=${dhcp?.start},${dhcp?.end},${netmask(cidr)},2h`,
    // Without a value the option is not sent; without the line dnsmasq would name itself.
    gateway === undefined ? 'dhcp-option=option:router' : `dhcp-option=option:router,${gateway}`,
    ...(pxe ? bootLines(address) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** UEFI for x86-64, over TFTP and over HTTP: RFC 4578 and 5970. */
function bootLines(address: string): string[] {
  return [
    'enable-tftp',
    `tftp-root=${directories.http}`,
    'dhcp-match=set:uefi,option:client-arch,7',
    'dhcp-match=set:uefi,option:client-arch,9',
    'dhcp-match=set:uefi-http,option:client-arch,16',
    `dhcp-boot=tag:uefi,bootx64.efi,,${address}`,
    'dhcp-option-force=tag:uefi-http,60,HTTPClient',
    `dhcp-boot=tag:uefi-http,${imageUrl(address)}/bootx64.efi`,
  ];
}

const unitFile = `[Unit]
Description=DHCP for machines that the undercloud boots
After=network-online.target

[Service]
ExecStart=/usr/sbin/dnsmasq --keep-in-foreground --conf-file=${configPath}
Restart=on-failure
RestartSec=2

[Install]
WantedBy=multi-user.target
`;

export function dhcpItems(context: CompileContext, host: HostFacts): Item[] {
  const network = provisioning(context);
  if (network.dhcp === undefined) return [];
  return [
    publicFile('undercloud-dhcp:unit-file', '/etc/systemd/system/undercloud-dhcp.service', unitFile),
    publicFile('undercloud-dhcp:config', configPath, configuration(context, host)),
    {
      kind: 'unit',
      id: 'undercloud-dhcp:unit',
      unit: 'undercloud-dhcp.service',
      enabled: true,
      state: 'started',
      after: ['undercloud:http'],
      restartOn: ['undercloud-dhcp:unit-file', 'undercloud-dhcp:config'],
    },
  ];
}
