import { createHash } from 'node:crypto';
import type { CertificateDocument, CertifiedDisk } from '@tuskar/contract/certificate.ts';
import type { MachineRow } from '../tables.ts';
import type { LeftOut } from './read-erasure.ts';

export type Erasure = {
  machine: Pick<MachineRow, 'name' | 'id' | 'provider' | 'manufacturer' | 'model' | 'serial'>;
  goal: CertificateDocument['goal'];
  operation: {
    id: string;
    requestedBy: string;
    reason: string | null;
    startedAt: Date;
    endedAt: Date;
  };
  disks: CertifiedDisk[];
  leftOut: LeftOut[];
  /** Lines end in a line feed. */
  log: string;
};

/** The document of a certificate, from what is known of an erasure in which nothing is wanting. */
export function certificateDocument(
  erasure: Erasure,
  issue: { id: string; at: Date; keyId: string; version: string },
): CertificateDocument {
  const { machine, goal, operation, disks, leftOut, log } = erasure;
  return {
    type: 'tuskar-erase-certificate',
    format: 1,
    id: issue.id,
    issuedAt: issue.at.toISOString(),
    simulated: machine.provider === 'simulated',
    standard: 'NIST SP 800-88 Rev. 1',
    machine: {
      name: machine.name,
      id: machine.id,
      manufacturer: machine.manufacturer,
      model: machine.model,
      serial: machine.serial,
    },
    goal,
    operation: {
      ...operation,
      startedAt: operation.startedAt.toISOString(),
      endedAt: operation.endedAt.toISOString(),
    },
    disks,
    leftOut,
    log: { sha256: sha256(log), lines: log.split('\n').length - 1 },
    tuskar: { version: issue.version, keyId: issue.keyId },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
