import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assertNoSecrets } from './secrets.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(`${tmpdir()}/tuskar-secrets-`);
  await mkdir(`${root}/etc/ssl/private`, { recursive: true });
  await mkdir(`${root}/var/lib/rabbitmq`, { recursive: true });
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('assertNoSecrets', () => {
  it('passes a tree without secrets', async () => {
    await writeFile(`${root}/etc/ssl/ca.pem`, '-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkq\n');
    await writeFile(`${root}/var/lib/jsencrypt.js`, 'key = "-----BEGIN RSA PRIVATE KEY-----\\n" + body');
    await expect(assertNoSecrets(root)).resolves.toBeUndefined();
  });

  it.each([
    ['/etc/ssl/private/snakeoil.key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n'],
    ['/etc/ssl/private/host_rsa', '-----BEGIN OPENSSH PRIVATE KEY-----\nMIIEvQIBADANBgkq\n'],
    ['/var/lib/rabbitmq/.erlang.cookie', 'XYZ'],
  ])('names %s', async (path, text) => {
    await writeFile(root + path, text);
    await expect(assertNoSecrets(root)).rejects.toMatchObject({
      code: 'image-secret-found',
      context: { path },
    });
  });
});
