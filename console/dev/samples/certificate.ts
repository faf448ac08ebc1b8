import type { CertificateDocument, CertifiedDisk, SigningKey } from '@tuskar/contract/certificate.ts';
import { after, ago } from './time.ts';

const keyId = 'f51d5a3f1be5c27fa45d7c3d1b6a0e94';

export function sampleSigningKey(change: Partial<SigningKey> = {}): SigningKey {
  return {
    id: keyId,
    algorithm: 'ed25519',
    publicKey: '-----BEGIN PUBLIC KEY-----\nmade-up-by-the-fake\n-----END PUBLIC KEY-----\n',
    createdAt: ago({ days: 40 }),
    signs: true,
    ...change,
  };
}

/** The one that signs, and one that did before. */
export function sampleSigningKeys(): SigningKey[] {
  return [
    sampleSigningKey(),
    sampleSigningKey({ id: '0c9e1f6d9a7b41aa8be27c3d1b6a7711', createdAt: ago({ days: 400 }), signs: false }),
  ];
}

function sampleDisk(change: Partial<CertifiedDisk> & Pick<CertifiedDisk, 'serial'>): CertifiedDisk {
  const startedAt = ago({ days: 3 });
  return {
    wwn: null,
    model: 'SAMSUNG MZQL23T8HCLS',
    place: 'bay 1',
    bytes: 3_840_755_982_336,
    rotational: false,
    method: 'nvme-sanitize-crypto',
    class: 'purge',
    verification: {
      samples: 64,
      sampleBytes: 4096,
      seed: '8f21',
      expected: 'anything but the marker',
      zeros: 64,
      ones: 0,
      other: 0,
      failed: 0,
    },
    startedAt,
    endedAt: after(startedAt, 41),
    ...change,
  };
}

function sampleCertificate(change: Partial<CertificateDocument> & Pick<CertificateDocument, 'id'>) {
  const startedAt = ago({ days: 3 });
  const endedAt = after(startedAt, 6_310);
  return {
    type: 'tuskar-erase-certificate' as const,
    format: 1 as const,
    issuedAt: endedAt,
    simulated: false,
    standard: 'NIST SP 800-88 Rev. 1' as const,
    machine: {
      name: 'cmp-000',
      id: '0190f0d4-6f5e-7cc3-98c4-dc0c0c07398f',
      manufacturer: 'Dell Inc.',
      model: 'PowerEdge R640',
      serial: '5TR0142',
    },
    goal: 'retired' as const,
    operation: {
      id: '0190f0d4-aaaa-7cc3-98c4-000000000001',
      requestedBy: 'oskar',
      reason: 'Its lease ends',
      startedAt,
      endedAt,
    },
    disks: [
      sampleDisk({ serial: 'S4YNX0R01' }),
      sampleDisk({ serial: 'S4YNX0R02', place: 'bay 2' }),
      sampleDisk({
        serial: 'ZC1A0B7K',
        model: 'ST8000NM000A',
        place: 'bay 3',
        rotational: true,
        bytes: 8_001_563_222_016,
        method: 'overwrite-zeros',
        class: 'clear',
        verification: {
          samples: 128,
          sampleBytes: 4096,
          seed: '77ab',
          expected: 'zeros',
          zeros: 128,
          ones: 0,
          other: 0,
          failed: 0,
        },
      }),
    ],
    leftOut: [
      {
        name: '/dev/sdd',
        serial: '4C530001',
        model: 'Ultra Fit',
        bytes: 31_029_460_992,
        reason: 'it is a removable USB medium',
      },
    ],
    log: { sha256: '9a'.repeat(32), lines: 214 },
    tuskar: { version: '0.1.0', keyId },
    ...change,
  };
}

/** One that proves something, and one of a machine that is not real. */
export function sampleCertificates(): CertificateDocument[] {
  return [
    sampleCertificate({
      id: '7b1c9a52-1d00-4c0e-9a83-2f0a5d7b1c01',
      simulated: true,
      goal: 'ready',
      machine: {
        name: 'sim-0007',
        id: '0190f0d4-6f5e-7cc3-98c4-dc0c0c073990',
        manufacturer: 'Tuskar',
        model: 'Simulated',
        serial: 'SIM0007',
      },
      disks: [sampleDisk({ serial: 'SIM0007D1' })],
    }),
    sampleCertificate({ id: '3f6d0c11-52a7-4d7e-8b55-0c9e1f6d0c02' }),
  ];
}
