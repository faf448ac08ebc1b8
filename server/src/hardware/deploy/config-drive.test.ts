import { join } from 'node:path';
import { DeployNetwork } from '@tuskar/contract/machine-deploy.ts';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import { configDrive } from './config-drive.ts';

const hostKey = {
  privateKey: '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n',
  publicKey: 'ssh-ed25519 AAAAHOST',
};
const drive = (network: DeployNetwork) =>
  configDrive({ id: 'u1', hostname: 'web-1', authorizedKeys: ['ssh-ed25519 A x\n'], hostKey, network });

/** What the program in the machine's disk makes of it. */
async function networkFiles(data: unknown): Promise<Record<string, string>> {
  const python =
    'import json, sys; from first_boot import network; print(json.dumps(network.files(json.load(sys.stdin))))';
  const { stdout } = await execa('python3', ['-c', python], {
    input: JSON.stringify(data),
    env: {
      PYTHONPATH: join(import.meta.dirname, '../../../../image/src/recipes/disk/rootfs/usr/lib/tuskar'),
    },
  });
  return JSON.parse(stdout) as Record<string, string>;
}

describe('a configuration drive', () => {
  it('names the machine and who may sign in, and leaves the network to DHCP', () => {
    expect(drive({ kind: 'dhcp' })).toMatchObject({
      meta_data: { uuid: 'u1', hostname: 'web-1', public_keys: { 'key-0': 'ssh-ed25519 A x' } },
    });
    expect(drive({ kind: 'dhcp' })).not.toHaveProperty('network_data');
  });

  it('gives NICs their addresses, as the machine reads it', async () => {
    const network = DeployNetwork.parse({
      kind: 'static',
      nics: [
        { mac: '52:54:00:AA:00:01', address: '198.18.0.20/23', gateway: '198.18.0.1' },
        { mac: '52:54:00:aa:00:02', address: '2001:db8::2/64', gateway: '2001:db8::1' },
      ],
      nameServers: ['198.18.0.53'],
    });
    const files = await networkFiles(drive(network).network_data);
    const first = files['10-tuskar-nic0.network']?.split('\n');
    for (const line of [
      'PermanentMACAddress=52:54:00:aa:00:01',
      'DHCP=no',
      'Address=198.18.0.20/23',
      'Destination=0.0.0.0/0',
      'Gateway=198.18.0.1',
      'DNS=198.18.0.53',
    ])
      expect(first).toContain(line);
    const second = files['10-tuskar-nic1.network']?.split('\n');
    for (const line of ['Address=2001:db8::2/64', 'Destination=::/0', 'Gateway=2001:db8::1'])
      expect(second).toContain(line);
  });

  it('has a script that gives sshd the key, and nobody but root may read it', async () => {
    const { user_data: script = '' } = drive({ kind: 'dhcp' });
    const root = '"$1"';
    const inside = script.replaceAll('/etc/ssh/', `${root}/`).replace(/^systemctl .*$/m, '');
    const { stdout } = await execa('sh', [
      '-c',
      `set -eu; d=$(mktemp -d); printf '%s' "$0" >"$d/s"; sh "$d/s" "$d"; stat -c %a "$d/ssh_host_ed25519_key"; cat "$d/ssh_host_ed25519_key" "$d/ssh_host_ed25519_key.pub"; rm -r "$d"`,
      inside,
    ]);
    expect(stdout).toBe(`600\n${hostKey.privateKey}${hostKey.publicKey}`);
    expect(script.startsWith('#!/bin/sh\n')).toBe(true);
  });
});
