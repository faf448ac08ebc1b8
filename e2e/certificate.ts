import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Installation, Ran } from './installation.ts';

/** What openssl says of the newest certificate with its key alone, and what the command line does. */
export async function verifyNewestCertificate(
  tuskar: Installation,
): Promise<{ openssl: string; verified: Ran }> {
  const { items } = await tuskar.client().call('certificate.list');
  const document = `${items[0]?.id}.json`;
  const directory = join(tuskar.state, 'certificate');
  mkdirSync(directory);
  await tuskar.mustRun(['certificate', 'save', items[0]?.id ?? '', '--directory', directory]);
  const key = readdirSync(directory).find((name) => name.endsWith('.pem')) ?? '';
  const words = ['pkeyutl', '-verify', '-pubin', '-inkey', key, '-rawin'];
  const { stdout: openssl } = await execa(
    'openssl',
    [...words, '-in', document, '-sigfile', `${document}.sig`],
    { cwd: directory },
  );
  const verify = ['certificate', 'verify', join(directory, document), '--key', join(directory, key)];
  return { openssl, verified: await tuskar.tuskar(verify) };
}
