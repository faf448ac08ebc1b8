import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RescueAccess } from '@tuskar/contract/machine-rescue.ts';
import { execa } from 'execa';
import { expect, vi } from 'vitest';
import { forBoots } from './hardware-lab.ts';
import { type Installation, trustAnyHost } from './installation.ts';

const byPassword = ['-o', 'PubkeyAuthentication=no', '-o', 'ConnectTimeout=10'];

const within = (minutes: number) => ({ timeout: minutes * 60_000, interval: 2000 });

/** What the rescue system leaves on the disk, the machine's own system finds there. */
export async function noteFromOutside(tuskar: Installation, name: string): Promise<string> {
  const show = () => tuskar.client().call('machine.show', { params: { name } });
  await tuskar.mustRun(['machine', 'rescue', name, '--reason', 'to leave a note', '--wait'], forBoots);
  const { state, host } = await show();
  expect(state).toBe('rescued');
  const { stdout } = await tuskar.mustRun(['machine', 'rescue-access', name, '-o', 'json']);
  const { address } = await tuskar.client().call('host.show', { params: { name: host ?? '' } });
  const access = JSON.parse(stdout) as RescueAccess;
  expect(access.user).toBe('rescue');
  const leaveNote = 'mount /dev/disk/by-label/root /mnt; whoami >/mnt/root/note; umount /mnt; echo left';
  // Ironic is done once the agent has taken the password; the ssh server starts after the agent's end.
  await expect.poll(() => asRootOfRescueSystem(access, leaveNote).catch(String), within(2)).toBe('left');

  await tuskar.mustRun(['machine', 'unrescue', name, '--wait'], forBoots);
  expect(await show()).toMatchObject({ state: 'in-use', failure: null });
  return await vi.waitFor(() => tuskar.ssh(address, 'cat /root/note'), within(5));
}

/** Signs in as a person would who was given the password, and gives what a shell command writes as root. */
export async function asRootOfRescueSystem(
  { address, user, password }: Pick<RescueAccess, 'address' | 'user' | 'password'>,
  command: string,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-rescue-'));
  try {
    // OpenSSH takes a password from a terminal or from a program, from nothing else.
    const asked = join(directory, 'password');
    await writeFile(asked, `#!/bin/sh\necho '${password}'\n`, { mode: 0o700 });
    const { stdout } = await execa(
      'ssh',
      [...trustAnyHost, ...byPassword, `${user}@${address}`, 'sudo sh -e'],
      {
        input: command,
        env: { SSH_ASKPASS: asked, SSH_ASKPASS_REQUIRE: 'force' },
      },
    );
    return stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}
