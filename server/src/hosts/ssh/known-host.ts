import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { HostTarget } from '../connection.ts';

const PUBLIC_KEY = /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]+=*(?= |$)/;

/**
 * Writes the known_hosts file of one host, which names it by its own name: its address may change, its key may not.
 *
 * @throws invalid-request where the host's key is none
 */
export async function writeKnownHost(directory: string, target: HostTarget): Promise<string> {
  const key = PUBLIC_KEY.exec(target.hostKey.trim())?.[0];
  if (!key) {
    throw new TuskarError('invalid-request', `${target.name}: its host key is not a public key of ssh`, {
      context: { host: target.name },
      remedy: 'Give the content of /etc/ssh/ssh_host_ed25519_key.pub of the host.',
    });
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, `${target.name}.known_hosts`);
  const beside = `${file}.${process.pid}`;
  await writeFile(beside, `${target.name} ${key}\n`);
  await rename(beside, file);
  return file;
}
