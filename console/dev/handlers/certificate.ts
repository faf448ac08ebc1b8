import type { Certificate, CertificateDocument } from '@tuskar/contract/certificate.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const find = (world: World, id: string): CertificateDocument =>
  findOr(world.certificates, 'certificate-not-found', (one) => one.id === id);

function toCertificate(document: CertificateDocument): Certificate {
  const { id, machine, issuedAt, simulated, goal, operation, disks, tuskar } = document;
  return {
    id,
    machine: machine.name,
    machineId: machine.id,
    issuedAt,
    simulated,
    goal,
    operation: operation.id,
    requestedBy: operation.requestedBy,
    disks,
    keyId: tuskar.keyId,
    sha256: '4c'.repeat(32),
  };
}

export const certificateHandlers: Handlers<
  'certificate.list' | 'certificate.show' | 'certificate.document' | 'certificate.key'
> = {
  'certificate.list': ({ session: { world }, query }) => {
    const { machine, disk } = query;
    const fitting = world.certificates.filter(
      (one) =>
        (machine === undefined || one.machine.name === machine) &&
        (disk === undefined || one.disks.some(({ serial, wwn }) => serial === disk || wwn === disk)),
    );
    return pageOf(fitting.map(toCertificate), query);
  },
  'certificate.show': ({ session: { world }, params }) => toCertificate(find(world, params.id)),
  'certificate.document': ({ session: { world }, params }) => find(world, params.id),
  'certificate.key': ({ query: { id } }) => ({
    id: id ?? 'f51d5a3f1be5c27fa45d7c3d1b6a0e94',
    algorithm: 'ed25519',
    publicKey: '-----BEGIN PUBLIC KEY-----\nmade-up-by-the-fake\n-----END PUBLIC KEY-----\n',
    createdAt: '2026-01-01T00:00:00.000Z',
    signs: true,
  }),
};
