import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';
import type { Io } from '../io.ts';

/** A Debian package that a command needs on this machine, and why. */
export type RequiredPackage = { name: string; reason: string };

/** Installs those that are missing, and says what and why. */
export async function ensurePackages(io: Io, required: readonly RequiredPackage[]): Promise<void> {
  const missing = await findMissing(required);
  if (missing.length === 0) return;
  for (const { name, reason } of missing) io.talk(`installing ${name}: ${reason}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' };
  const names = missing.map(({ name }) => name);
  await apt(['update', '-q'], env, names);
  await apt(['install', '-q', '-y', '--no-install-recommends', ...names], env, names);
}

async function findMissing(required: readonly RequiredPackage[]): Promise<RequiredPackage[]> {
  const { stdout } = await execa(
    'dpkg-query',
    ['--show', '--showformat', '${db:Status-Status} ${Package}\n', ...required.map(({ name }) => name)],
    { reject: false },
  );
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length)),
  );
  return required.filter(({ name }) => !installed.has(name));
}

async function apt(args: string[], env: Record<string, string>, names: string[]): Promise<void> {
  const result = await execa('apt-get', args, { env, reject: false, all: true, stdin: 'ignore' });
  if (result.exitCode === 0) return;
  throw new TuskarError(
    'packages-not-installed',
    `apt-get could not install ${names.join(', ')}:\n${result.all.split('\n').slice(-6).join('\n')}`,
    { cause: result },
  );
}
