import { pages } from '../api/pages.ts';

/** What narrows the list, in the page's address; both are matched whole. */
export type CertificateSearch = { machine?: string; disk?: string };

export function readCertificateSearch({ machine, disk }: Record<string, unknown>): CertificateSearch {
  return {
    ...(typeof machine === 'string' && machine !== '' ? { machine } : {}),
    ...(typeof disk === 'string' && disk !== '' ? { disk } : {}),
  };
}

export function certificatePagesQuery(search: CertificateSearch) {
  return pages('certificate.list', search);
}
