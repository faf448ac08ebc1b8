import { z } from 'zod';
import { Name, PageQuery, pageOf, Timestamp } from './fields.ts';
import { defineRoutes } from './route.ts';

/** What makes a disk forget: the names of our hardware manager, image/src/recipes/agent/. */
export const EraseMethod = z.enum([
  'nvme-sanitize-block',
  'nvme-sanitize-crypto',
  'nvme-format-crypto',
  'nvme-format-user-data',
  'ata-sanitize-block-erase',
  'ata-sanitize-crypto-scramble',
  'ata-security-erase-enhanced',
  'ata-security-erase',
  'overwrite-zeros',
]);
export type EraseMethod = z.infer<typeof EraseMethod>;

/** The classes of NIST SP 800-88 that software can reach; the third, Destroy, takes a shredder. */
export const SanitizationClass = z.enum(['clear', 'purge']);
export type SanitizationClass = z.infer<typeof SanitizationClass>;

const text = z.string().nullable();

/**
 * Before the erasure a marker that nobody can guess was written to samples: both ends of the disk, and places that the
 * seed gives. Afterwards they were read again, past the cache.
 */
export const EraseVerification = z.object({
  samples: z.number().int().positive(),
  sampleBytes: z.number().int().positive(),
  seed: z.string(),
  /** What a sample had to hold; what a disk gives after it has erased itself is its own affair. */
  expected: z.enum(['zeros', 'anything but the marker']),
  /** How many held what. */
  zeros: z.number().int().nonnegative(),
  ones: z.number().int().nonnegative(),
  other: z.number().int().nonnegative(),
  /** Samples that held what they should not. A disk with any is not erased, and has no certificate. */
  failed: z.literal(0),
});
export type EraseVerification = z.infer<typeof EraseVerification>;

export const CertifiedDisk = z.object({
  serial: text,
  wwn: text,
  model: text,
  /** Where it was in the machine: 'bay 3', or how the agent named it. */
  place: text,
  bytes: z.number().int().nullable(),
  rotational: z.boolean().nullable(),
  method: EraseMethod,
  class: SanitizationClass,
  verification: EraseVerification,
  startedAt: Timestamp,
  endedAt: Timestamp,
});
export type CertifiedDisk = z.infer<typeof CertifiedDisk>;

/** What is signed. It has one form in bytes: canonical JSON (RFC 8785) in UTF-8, no line feed at its end. */
export const CertificateDocument = z
  .object({
    type: z.literal('tuskar-erase-certificate'),
    format: z.literal(1),
    id: z.string(),
    issuedAt: Timestamp,
    /** Of a simulated machine: nothing was erased, and this proves nothing. */
    simulated: z.boolean(),
    standard: z.literal('NIST SP 800-88 Rev. 1'),
    machine: z.object({ name: Name, id: z.uuid(), manufacturer: text, model: text, serial: text }),
    /** What the machine was erased for. */
    goal: z.enum(['ready', 'retired']),
    operation: z.object({
      id: z.string(),
      /** Who asked for the erasure, and why. */
      requestedBy: z.string(),
      reason: text,
      startedAt: Timestamp,
      endedAt: Timestamp,
    }),
    disks: z.array(CertifiedDisk).min(1),
    /** What else stores something and was not erased, and why. Older certificates do not say. */
    leftOut: z
      .array(
        z.object({
          name: text,
          serial: text,
          model: text,
          bytes: z.number().int().nullable(),
          reason: z.string(),
        }),
      )
      .optional(),
    /** SHA-256 in hex over the log of the erasure, as the machine gave it. */
    log: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), lines: z.number().int().nonnegative() }),
    tuskar: z.object({ version: z.string(), keyId: z.string() }),
  })
  .meta({ id: 'CertificateDocument' });
export type CertificateDocument = z.infer<typeof CertificateDocument>;

export const Certificate = z
  .object({
    id: z.string(),
    machine: Name,
    machineId: z.uuid(),
    issuedAt: Timestamp,
    simulated: z.boolean(),
    goal: z.enum(['ready', 'retired']),
    operation: z.string(),
    requestedBy: z.string(),
    disks: z.array(CertifiedDisk.pick({ serial: true, model: true, method: true, class: true })),
    keyId: z.string(),
    /** SHA-256 in hex over the document. */
    sha256: z.string(),
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof Certificate>;

export const SigningKey = z
  .object({
    /** The first 32 hex digits of SHA-256 over the public key in DER. */
    id: z.string(),
    algorithm: z.literal('ed25519'),
    /** PEM */
    publicKey: z.string(),
    createdAt: Timestamp,
    /** Whether it signs from now on; the others verify what they have signed. */
    signs: z.boolean(),
  })
  .meta({ id: 'SigningKey' });
export type SigningKey = z.infer<typeof SigningKey>;

const CertificateParams = z.object({ id: z.string().max(40) });

export const certificateRoutes = defineRoutes({
  'certificate.list': {
    method: 'GET',
    path: '/v1/certificates',
    tag: 'Erase certificates',
    summary: 'List erase certificates, newest first',
    access: 'hardware.read',
    query: PageQuery.extend({
      machine: z.string().max(63).optional(),
      disk: z.string().max(255).optional().describe('the serial number of a disk, or its WWN'),
    }),
    response: pageOf(Certificate),
  },
  'certificate.key': {
    method: 'GET',
    path: '/v1/certificates/key',
    tag: 'Erase certificates',
    summary: 'Show the public key that certificates are verified with',
    access: 'hardware.read',
    query: z.object({ id: z.string().max(64).optional().describe('by default the one that signs now') }),
    response: SigningKey,
  },
  'certificate.keys': {
    method: 'GET',
    path: '/v1/certificates/keys',
    tag: 'Erase certificates',
    summary: 'List all public keys that ever signed certificates, newest first; each stays for ever',
    access: 'hardware.read',
    response: z.object({ items: z.array(SigningKey) }),
  },
  'certificate.rotate-key': {
    method: 'POST',
    path: '/v1/certificates/keys',
    tag: 'Erase certificates',
    summary: 'Make another key, which signs from now on; what older ones have signed stays valid',
    access: 'hardware.override',
    body: z.object({ reason: z.string().min(1).max(1000) }),
    response: SigningKey,
    status: 201,
  },
  'certificate.show': {
    method: 'GET',
    path: '/v1/certificates/:id',
    tag: 'Erase certificates',
    summary: 'Show an erase certificate',
    access: 'hardware.read',
    params: CertificateParams,
    response: Certificate,
  },
  'certificate.document': {
    method: 'GET',
    path: '/v1/certificates/:id/document',
    tag: 'Erase certificates',
    summary: 'Save the document of an erase certificate, byte for byte as it was signed',
    access: 'hardware.read',
    params: CertificateParams,
    response: CertificateDocument,
    produces: 'application/json',
  },
  'certificate.signature': {
    method: 'GET',
    path: '/v1/certificates/:id/signature',
    tag: 'Erase certificates',
    summary: 'Save the detached signature of an erase certificate: Ed25519, 64 bytes',
    access: 'hardware.read',
    params: CertificateParams,
    produces: 'application/octet-stream',
  },
  'certificate.log': {
    method: 'GET',
    path: '/v1/certificates/:id/log',
    tag: 'Erase certificates',
    summary: 'Save the log of an erasure, whose hash the document has',
    access: 'hardware.read',
    params: CertificateParams,
    produces: 'text/plain',
  },
  'certificate.page': {
    method: 'GET',
    path: '/v1/certificates/:id/page',
    tag: 'Erase certificates',
    summary: 'Show an erase certificate as a page to print',
    access: 'hardware.read',
    params: CertificateParams,
    produces: 'text/html',
  },
});
