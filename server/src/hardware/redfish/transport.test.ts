import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateIn } from '@tuskar/lab/bmc/certificate.ts';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { issueCertificate, type KeyAndCertificate, makeAuthority } from '../../security/pki.ts';
import { sendToBmc } from './transport.ts';

let authority: KeyAndCertificate;
let own: { key: string; cert: string };

beforeAll(async () => {
  authority = await makeAuthority('a CA of the datacentre');
  const { key, certificate } = await issueCertificate(authority, {
    commonName: 'bmc-1',
    sans: ['127.0.0.1'],
    days: 2,
  });
  own = { key, cert: certificate };
});

async function bmcWith(tls: { key: string; cert: string; maxVersion?: 'TLSv1.2' }): Promise<URL> {
  const server = createServer(tls, (_, reply) => reply.end('{}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}/redfish/v1/`);
}

async function temporary(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-transport-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

const ask = (url: URL, verifyCa: boolean | string) =>
  sendToBmc({ method: 'GET', url }, { verifyCa, timeoutSeconds: 5 });

describe('the certificate of a BMC', () => {
  it('is checked by the authority of a file, and by what the file holds now', async () => {
    const url = await bmcWith(own);
    const file = join(await temporary(), 'ca.pem');
    await writeFile(file, (await makeAuthority('another CA')).certificate);
    await expect(ask(url, file)).rejects.toMatchObject({ code: 'bmc-untrusted' });
    await writeFile(file, authority.certificate);
    expect(await ask(url, file)).toMatchObject({ status: 200 });
    await expect(ask(url, true)).rejects.toMatchObject({ code: 'bmc-untrusted' });
  });

  it('may sign itself where nobody checks it', async () => {
    const url = await bmcWith(await certificateIn(await temporary()));
    await expect(ask(url, true)).rejects.toMatchObject({ code: 'bmc-untrusted' });
    expect(await ask(url, false)).toMatchObject({ status: 200 });
  });
});

it('speaks TLS 1.2 to a BMC that knows nothing newer', async () => {
  const url = await bmcWith({ ...own, maxVersion: 'TLSv1.2' });
  expect(await ask(url, false)).toMatchObject({ status: 200 });
});
