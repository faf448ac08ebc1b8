import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import type { Db } from '../../platform/database/connect.ts';
import { pageOfRows, parseCursor } from '../../platform/http/cursor.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { Signer } from '../../security/signing.ts';
import { toCertificate } from './certificate.ts';
import { certificatePage } from './certificate-page.ts';
import { getCertificate, listCertificates } from './certificate-store.ts';

export type CertificateHandlers = Pick<Handlers, Extract<keyof Handlers, `certificate.${string}`>>;

export function certificateHandlers({ db, signer }: { db: Db; signer: Signer }): CertificateHandlers {
  return {
    'certificate.list': async ({ query: { limit, cursor, machine, disk } }) => {
      const [issuedAt, id] = parseCursor(cursor, /^[\dT:.Z-]{24} [\w-]{1,40}$/)?.split(' ') ?? [];
      const after = issuedAt === undefined || id === undefined ? undefined : { issuedAt, id };
      const rows = await listCertificates(db, { machine, disk, after, limit: limit + 1 });
      return pageOfRows(rows.map(toCertificate), limit, (last) => `${last.issuedAt} ${last.id}`);
    },
    'certificate.key': ({ query }) => signer.key(query.id),
    'certificate.keys': async () => ({ items: await signer.keys() }),
    'certificate.rotate-key': () => signer.rotate(),
    'certificate.show': async ({ params }) => toCertificate(await getCertificate(db, params.id)),
    'certificate.document': async ({ params: { id } }) => ({
      content: (await getCertificate(db, id)).document,
      fileName: `${id}.json`,
    }),
    'certificate.signature': async ({ params: { id } }) => ({
      content: (await getCertificate(db, id)).signature,
      fileName: `${id}.json.sig`,
    }),
    'certificate.log': async ({ params: { id } }) => ({
      content: (await getCertificate(db, id)).log,
      fileName: `${id}.log`,
    }),
    'certificate.page': async ({ params }) => {
      const { document, signature, key_id } = await getCertificate(db, params.id);
      const { publicKey } = await signer.key(key_id);
      return certificatePage(JSON.parse(document) as CertificateDocument, { document, signature, publicKey });
    },
  };
}
