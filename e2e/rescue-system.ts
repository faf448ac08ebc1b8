import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RescueAccess } from '@tuskar/contract/machine-rescue.ts';
import { execa } from 'execa';
import { trustAnyHost } from './installation.ts';

const byPassword = ['-o', 'PubkeyAuthentication=no', '-o', 'ConnectTimeout=10'];

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
