import type { Certificate, CertificateDocument } from '@tuskar/contract/certificate.ts';
import type { Run } from '../command.ts';
import { printThing } from '../output.ts';

type LeftOut = NonNullable<CertificateDocument['leftOut']>[number];

export async function showCertificate({ io, client, format }: Run, id: string): Promise<void> {
  const certificate = await client.call('certificate.show', { params: { id } });
  // Only what is signed tells it, and what was signed long ago does not.
  const { leftOut = null } = await client.call('certificate.document', { params: { id } });
  printThing(io, {
    thing: { ...certificate, leftOut },
    format,
    fields: [
      ['id', certificate.id],
      ['issued', certificate.issuedAt],
      ['machine', certificate.machine],
      ['simulated', certificate.simulated ? 'yes: nothing was erased' : 'no'],
      ['erased for', certificate.goal],
      ['asked for by', certificate.requestedBy],
      ['operation', certificate.operation],
      ['disks', certificate.disks.map(describeDisk).join('\n')],
      ['not erased', describeLeftOut(leftOut)],
      ['sha-256', certificate.sha256],
      ['signed by key', certificate.keyId],
    ],
  });
}

function describeDisk({ serial, model, method, class: sanitization }: Certificate['disks'][number]): string {
  return `${serial ?? 'without a serial number'} (${model ?? 'unknown model'}): ${method}, ${sanitization}`;
}

function describeLeftOut(leftOut: LeftOut[] | null): string {
  if (leftOut === null) return 'it does not say';
  if (leftOut.length === 0) return 'nothing';
  return leftOut
    .map(({ name, serial, model, reason }) => {
      const what = serial ?? name ?? 'without a serial number';
      return `${what} (${model ?? 'unknown model'}): ${reason}`;
    })
    .join('\n');
}
