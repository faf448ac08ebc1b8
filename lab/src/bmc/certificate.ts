import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PemConverter, X509CertificateGenerator } from '@peculiar/x509';

export type Tls = { key: string; cert: string };

const days = 3650;
const dayMs = 24 * 60 * 60 * 1000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The BMCs' certificate: the one in the directory, or a new one that signs itself, as BMCs are delivered. */
export async function certificateIn(directory: string): Promise<Tls> {
  const paths = { key: join(directory, 'tls.key'), cert: join(directory, 'tls.crt') };
  try {
    return { key: readFileSync(paths.key, 'utf8'), cert: readFileSync(paths.cert, 'utf8') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = await selfSigned();
  writeFileSync(paths.cert, made.cert, { mode: 0o644 });
  writeFileSync(paths.key, made.key, { mode: 0o600 });
  return made;
}

async function selfSigned(): Promise<Tls> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const now = Date.now();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Tuskar lab BMC',
    notBefore: new Date(now - dayMs),
    notAfter: new Date(now + days * dayMs),
    signingAlgorithm: algorithm,
    keys,
  });
  const key = PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { key, cert: certificate.toString('pem') };
}
