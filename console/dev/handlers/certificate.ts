import type { Certificate, CertificateDocument } from '@tuskar/contract/certificate.ts';
import { sampleSigningKey } from '../samples/certificate.ts';
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
  | ('certificate.list' | 'certificate.show' | 'certificate.document')
  | ('certificate.key' | 'certificate.keys' | 'certificate.rotate-key')
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
  'certificate.key': ({ session: { world }, query: { id } }) =>
    findOr(world.signingKeys, 'signing-key-not-found', (key) =>
      id === undefined ? key.signs : key.id === id,
    ),
  'certificate.keys': ({ session: { world } }) => ({ items: world.signingKeys }),
  'certificate.rotate-key': ({ session: { world } }) => {
    const id = world.signingKeys.length.toString(16).padStart(32, 'a');
    const made = sampleSigningKey({ id, createdAt: new Date().toISOString() });
    world.signingKeys = [made, ...world.signingKeys.map((key) => ({ ...key, signs: false }))];
    return made;
  },
};
