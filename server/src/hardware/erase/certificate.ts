import { randomUUID } from 'node:crypto';
import type { Certificate, CertificateDocument } from '@tuskar/contract/certificate.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { canonicalJson } from '../../security/canonical-json.ts';
import type { Signer } from '../../security/signing.ts';
import type { EraseCertificateRow } from '../tables.ts';
import { certificateDocument, type Erasure, sha256 } from './certificate-document.ts';
import { findCertificateOf, insertCertificate } from './certificate-store.ts';

export type Certificates = ReturnType<typeof createCertificates>;

export type CertificatesOptions = { db: Db; events: EventBus; signer: Signer; version: string };

export function createCertificates({ db, events, signer, version }: CertificatesOptions) {
  /** Signs what an erasure did, once for each operation; asked again, it gives the certificate that there is. */
  async function issue(erasure: Erasure): Promise<Certificate> {
    const known = await findCertificateOf(db, erasure.operation.id);
    if (known !== undefined) return toCertificate(known);
    const keyId = await signer.keyId();
    const at = new Date();
    const id = randomUUID();
    const document = canonicalJson(certificateDocument(erasure, { id, at, keyId, version }));
    const signature = await signer.sign(document, keyId);
    const made = await db.transaction().execute(async (tx) => {
      const row = await insertCertificate(tx, {
        id,
        document,
        signature,
        log: erasure.log,
        key_id: keyId,
        issued_at: at,
      });
      if (row === undefined) return undefined;
      const certificate = toCertificate(row);
      await events.append(tx, {
        type: 'certificate.issued',
        subject: { type: 'certificate', name: id },
        data: certificate,
      });
      return certificate;
    });
    // Another process was faster.
    return made ?? (await issue(erasure));
  }

  return { issue };
}

export function toCertificate(row: EraseCertificateRow): Certificate {
  const document = JSON.parse(row.document) as CertificateDocument;
  return {
    id: row.id,
    machine: document.machine.name,
    machineId: document.machine.id,
    issuedAt: document.issuedAt,
    simulated: document.simulated,
    goal: document.goal,
    operation: document.operation.id,
    requestedBy: document.operation.requestedBy,
    disks: document.disks.map(({ serial, model, method, class: sanitization }) => ({
      serial,
      model,
      method,
      class: sanitization,
    })),
    keyId: row.key_id,
    sha256: sha256(row.document),
  };
}
