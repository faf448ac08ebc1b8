import type { Server } from 'node:https';
import { issueCertificate, type KeyAndCertificate } from '../../security/pki.ts';
import type { Logger } from '../log/logger.ts';

const days = 90;
const renewDays = 60;
/** Node's timers hold at most 24.8 days. */
const lookEveryMs = 24 * 60 * 60 * 1000;

export type ServerCertificate = {
  tls: { key: string; cert: string };
  /** Renews the certificate of a server that runs for months, without ending a connection. */
  keepFresh: (server: Server) => { stop: () => void };
};

/** A certificate of Tuskar's own authority, made anew at each start: its key is never written anywhere. */
export async function createServerCertificate(options: {
  authority: KeyAndCertificate;
  sans: string[];
  log: Logger;
}): Promise<ServerCertificate> {
  const { authority, sans, log } = options;
  let issuedAt = Date.now();
  const issue = async () => {
    const { key, certificate } = await issueCertificate(authority, { commonName: 'Tuskar', sans, days });
    issuedAt = Date.now();
    return { key, cert: certificate };
  };

  async function renew(server: Server): Promise<void> {
    if (Date.now() - issuedAt < renewDays * 24 * 60 * 60 * 1000) return;
    server.setSecureContext({ ...(await issue()), minVersion: 'TLSv1.2' });
    log.info({ days }, 'renewed the certificate of the API');
  }

  return {
    tls: await issue(),
    keepFresh: (server) => {
      const timer = setInterval(() => {
        renew(server).catch((error: unknown) =>
          log.error({ err: error }, 'the certificate of the API could not be renewed'),
        );
      }, lookEveryMs);
      timer.unref();
      return { stop: () => clearInterval(timer) };
    },
  };
}
