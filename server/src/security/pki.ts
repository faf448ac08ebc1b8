import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** PEM: PKCS #8 and X.509. */
export type KeyAndCertificate = { key: string; certificate: string };

export type CertificateRequest = {
  commonName: string;
  /** Host names and IP addresses that it is for. */
  sans: string[];
  days: number;
};

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const authorityDays = 3650;
const dayMs = 24 * 60 * 60 * 1000;
/** Clocks of hosts that have just booted can be behind. */
const backdatedMs = 60 * 60 * 1000;

/** Makes a certificate authority. Its key signs leaves only: it can make no authority under itself. */
export async function makeAuthority(commonName: string): Promise<KeyAndCertificate> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(authorityDays),
    serialNumber: serialNumber(),
    name: subject(commonName),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { key: await exportKey(keys.privateKey), certificate: certificate.toString('pem') };
}

export async function makeKey(): Promise<string> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  return exportKey(keys.privateKey);
}

/** Signs a certificate for a key, for servers and clients alike; a few milliseconds. */
export async function signCertificate(
  authority: KeyAndCertificate,
  key: string,
  { commonName, sans, days }: CertificateRequest,
): Promise<string> {
  const issuer = new X509Certificate(authority.certificate);
  const publicKey = await publicKeyOf(key);
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
    new SubjectAlternativeNameExtension(
      sans.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
    ),
    // Python's strict verification wants both: https://docs.python.org/3/library/ssl.html#ssl.VERIFY_X509_STRICT
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(issuer),
  ];
  const certificate = await X509CertificateGenerator.create({
    ...validity(days),
    serialNumber: serialNumber(),
    subject: subject(commonName),
    issuer: issuer.subject,
    signingAlgorithm: algorithm,
    signingKey: await importKey(authority.key),
    publicKey,
    extensions,
  });
  return certificate.toString('pem');
}

export async function issueCertificate(
  authority: KeyAndCertificate,
  request: CertificateRequest,
): Promise<KeyAndCertificate> {
  const key = await makeKey();
  return { key, certificate: await signCertificate(authority, key, request) };
}

/** Whether a certificate is for all of the names and has a third of its life before it still. */
export function isGoodFor(certificate: string, sans: string[], now = new Date()): boolean {
  const { notBefore, notAfter, extensions } = new X509Certificate(certificate);
  const names = extensions.find((extension) => extension instanceof SubjectAlternativeNameExtension);
  const covered = new Set(names?.names.toJSON().map(({ value }) => value));
  return sans.every((san) => covered.has(san)) && now < renewAt(notBefore, notAfter);
}

/** When two thirds of a certificate's life are over. */
export function renewAt(notBefore: Date, notAfter: Date): Date {
  return new Date(notBefore.getTime() + ((notAfter.getTime() - notBefore.getTime()) * 2) / 3);
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - backdatedMs), notAfter: new Date(now + days * dayMs) };
}

/** In RFC 4514's form; names of people and hosts can hold characters that mean something there. */
function subject(commonName: string): string {
  return `CN=${commonName.replace(/[,+"\\<>;=#]/g, (character) => `\\${character}`)}`;
}

/** 16 random bytes, positive, as RFC 5280 wants. */
function serialNumber(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = (bytes[0] ?? 0) & 0x7f || 1;
  return Buffer.from(bytes).toString('hex');
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), algorithm, true, ['sign']);
}

async function publicKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', await importKey(pem));
  const jwk = Object.fromEntries(
    Object.entries({ kty, crv, x, y }).filter(([, value]) => value !== undefined),
  );
  return crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);
}
