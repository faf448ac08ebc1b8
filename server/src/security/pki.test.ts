import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isGoodFor, issueCertificate, type KeyAndCertificate, makeAuthority } from './pki.ts';

let authority: KeyAndCertificate;
beforeAll(async () => {
  authority = await makeAuthority('Tuskar CA');
});

const request = { commonName: 'cloud, "try"', sans: ['try.example', '198.18.0.11', '::1'], days: 90 };

describe('a certificate', () => {
  it('is signed by the authority, for the names and addresses that were asked for', async () => {
    const issued = new X509Certificate((await issueCertificate(authority, request)).certificate);
    expect(issued.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(issued.checkHost('try.example')).toBe('try.example');
    expect(issued.checkIP('198.18.0.11')).toBe('198.18.0.11');
    expect(issued.checkHost('other.example')).toBeUndefined();
    expect(issued.ca).toBe(false);
    expect(issued.subject).toBe(String.raw`CN=cloud\, \"try\"`);
    expect(new X509Certificate(authority.certificate).ca).toBe(true);
  });

  it('passes the strict verification of OpenSSL, which Python uses', async () => {
    const { certificate } = await issueCertificate(authority, request);
    const script =
      'cat >"$0/ca"; printf %s "$1" >"$0/leaf"; openssl verify -x509_strict -purpose sslserver -CAfile "$0/ca" "$0/leaf"';
    const { stdout: directory } = await execa('mktemp', ['-d']);
    const { stdout } = await execa('sh', ['-c', script, directory, certificate], {
      input: authority.certificate,
    });
    await execa('rm', ['-r', directory]);
    expect(stdout).toMatch(/: OK$/);
  });

  it('is good while it names the hosts and has a third of its life left', async () => {
    const { certificate } = await issueCertificate(authority, request);
    const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
    expect(isGoodFor(certificate, ['198.18.0.11', '::1'])).toBe(true);
    expect(isGoodFor(certificate, ['198.18.0.12'])).toBe(false);
    expect(isGoodFor(certificate, ['try.example'], inDays(59))).toBe(true);
    expect(isGoodFor(certificate, ['try.example'], inDays(61))).toBe(false);
  });
});

describe('a TLS server with it', () => {
  const server = createServer();
  beforeAll(async () => {
    const { key, certificate } = await issueCertificate(authority, { ...request, sans: ['127.0.0.1'] });
    server.setSecureContext({ key, cert: certificate });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => server.close());

  const handshake = (ca: string) =>
    new Promise<boolean>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const socket = connect({ host: '127.0.0.1', port, ca }, () => {
        resolve(socket.authorized);
        socket.end();
      });
      socket.on('error', reject);
    });

  it('is trusted by those who trust the authority, and by nobody else', async () => {
    expect(await handshake(authority.certificate)).toBe(true);
    const stranger = await makeAuthority('Tuskar CA');
    await expect(handshake(stranger.certificate)).rejects.toThrow('unable to verify');
  });
});
