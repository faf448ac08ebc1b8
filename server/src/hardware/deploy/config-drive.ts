import type { DeployNetwork, StaticNic } from '@tuskar/contract/machine-deploy.ts';
import type { ProvisionRequest } from '../bare-metal.ts';
import type { SshKeyFile } from './ssh-key-file.ts';

export type FirstBoot = {
  id: string;
  hostname: string;
  authorizedKeys: string[];
  hostKey: SshKeyFile;
  network: DeployNetwork;
};

const keyPath = '/etc/ssh/ssh_host_ed25519_key';

/**
 * What a machine reads at its first boot: its name, who may sign in, its network, and the host key that it answers with
 * until somebody has signed in. image/src/recipes/disk reads it.
 */
export function configDrive(boot: FirstBoot): NonNullable<ProvisionRequest['configDrive']> {
  const { hostname, authorizedKeys, network, hostKey } = boot;
  return {
    meta_data: {
      uuid: boot.id,
      hostname,
      name: hostname,
      public_keys: Object.fromEntries(authorizedKeys.map((key, index) => [`key-${index}`, key.trim()])),
    },
    ...(network.kind === 'static' ? { network_data: networkData(network) } : {}),
    user_data: firstScript(hostKey),
  };
}

/** https://docs.openstack.org/nova/latest/user/metadata.html, section network_data.json */
function networkData({ nics, nameServers }: Extract<DeployNetwork, { kind: 'static' }>) {
  return {
    links: nics.map(({ mac }, index) => ({ id: `nic${index}`, type: 'phy', ethernet_mac_address: mac })),
    networks: nics.map((nic, index) => networkOf(nic, `nic${index}`)),
    services: nameServers.map((address) => ({ type: 'dns', address })),
  };
}

function networkOf({ address, gateway }: StaticNic, link: string) {
  const [ip = '', prefix = ''] = address.split('/');
  const six = ip.includes(':');
  const everywhere = six ? '::' : '0.0.0.0';
  return {
    id: `network-${link}`,
    link,
    type: six ? 'ipv6' : 'ipv4',
    ip_address: ip,
    netmask: six ? prefix : netmaskOf(Number(prefix)),
    routes: gateway === undefined ? [] : [{ network: everywhere, netmask: six ? '0' : everywhere, gateway }],
  };
}

/** 24 → '255.255.255.0' */
function netmaskOf(prefix: number): string {
  const mask = prefix === 0 ? 0 : (0xff_ff_ff_ff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (mask >>> shift) & 0xff).join('.');
}

/** sshd may have made itself a key by then; with that nobody signs in, as nobody knows it. */
function firstScript({ privateKey, publicKey }: SshKeyFile): string {
  return `#!/bin/sh
set -eu
umask 077
cat >${keyPath}.tuskar <<'KEY'
${privateKey.trim()}
KEY
mv ${keyPath}.tuskar ${keyPath}
echo '${publicKey}' >${keyPath}.pub
chmod 644 ${keyPath}.pub
systemctl try-restart ssh.service
`;
}
