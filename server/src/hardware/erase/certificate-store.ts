import { TuskarError } from '@tuskar/contract/error.ts';
import { type Insertable, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/connect.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { EraseCertificateRow, EraseCertificateTable } from '../tables.ts';

type CertificateQuery = SelectQueryBuilder<Tables, 'erase_certificate', EraseCertificateRow>;

/** @throws certificate-not-found */
export async function getCertificate(db: Db, id: string): Promise<EraseCertificateRow> {
  const row = await db.selectFrom('erase_certificate').selectAll().where('id', '=', id).executeTakeFirst();
  if (row !== undefined) return row;
  throw new TuskarError('certificate-not-found', `There is no erase certificate ${id}.`, {
    context: { certificate: id },
  });
}

export async function findCertificateOf(db: Db, operation: string): Promise<EraseCertificateRow | undefined> {
  return await db
    .selectFrom('erase_certificate')
    .selectAll()
    .where('operation', '=', operation)
    .executeTakeFirst();
}

/** Undefined where the operation has a certificate already. */
export async function insertCertificate(
  db: Db,
  certificate: Insertable<EraseCertificateTable>,
): Promise<EraseCertificateRow | undefined> {
  return await db
    .insertInto('erase_certificate')
    .values(certificate)
    .onConflict((conflict) => conflict.column('operation').doNothing())
    .returningAll()
    .executeTakeFirst();
}

export type CertificateFilter = {
  machine?: string | undefined;
  /** A serial number or WWN. */
  disk?: string | undefined;
  after?: { issuedAt: string; id: string } | undefined;
  limit: number;
};

/** Newest first. */
export async function listCertificates(db: Db, filter: CertificateFilter): Promise<EraseCertificateRow[]> {
  let query: CertificateQuery = db
    .selectFrom('erase_certificate')
    .selectAll()
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit);
  if (filter.machine !== undefined) query = query.where('machine', '=', filter.machine);
  if (filter.disk !== undefined) query = query.where(hasDisk(filter.disk));
  if (filter.after !== undefined) {
    const { issuedAt, id } = filter.after;
    query = query.where(sql<boolean>`(issued_at, id) < (${issuedAt}::timestamptz, ${id})`);
  }
  return await query.execute();
}

function hasDisk(id: string) {
  const [bySerial, byWwn] = [[{ serial: id }], [{ wwn: id }]].map((disks) => JSON.stringify(disks));
  return sql<boolean>`(disks @> ${bySerial}::jsonb OR disks @> ${byWwn}::jsonb)`;
}
