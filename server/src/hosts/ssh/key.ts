import { access, link, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';

export type SshKey = {
  /** Path of the private key, for ssh's -i. */
  file: string;
  /** For a host's authorized_keys: 'ssh-ed25519 AAAA… tuskar'. */
  publicKey: string;
};

/** Tuskar's own key pair in `directory`; made where it is not there yet. Two processes at once get the same one. */
export async function ensureSshKey({ directory }: { directory: string }): Promise<SshKey> {
  const file = join(directory, 'id_ed25519');
  if (!(await exists(file))) await generate(directory, file);
  const { stdout } = await execa('ssh-keygen', ['-y', '-P', '', '-f', file], { stdin: 'ignore' });
  return { file, publicKey: stdout.trim() };
}

async function generate(directory: string, file: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const scratch = await mkdtemp(join(directory, '.key-'));
  try {
    const made = join(scratch, 'key');
    await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'tuskar', '-f', made]);
    await link(made, file).catch(ignoreExisting);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Another process was faster: its key is the key. */
function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
