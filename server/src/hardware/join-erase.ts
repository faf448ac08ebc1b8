import type { Logger } from '../platform/log/logger.ts';
import type { OperationEngine } from '../platform/operations/engine.ts';
import type { Secrets } from '../security/secrets.ts';
import { createSigner } from '../security/signing.ts';
import { createCertificates } from './erase/certificate.ts';
import { certificateHandlers } from './erase/certificate-routes.ts';
import type { EraseDeps } from './erase/deps.ts';
import { eraseHandlers } from './erase/routes.ts';
import { machineErase } from './operations/machine-erase.ts';

export type JoinEraseOptions = Omit<EraseDeps, 'certificates' | 'secrets'> & {
  secrets: Secrets;
  engine: OperationEngine;
  log: Logger;
  version: string;
};

/** From a machine that somebody used to one that nobody's data is on: erasure, certificates, retirement. */
export function joinErase(options: JoinEraseOptions) {
  const { db, events, secrets, version } = options;
  const signer = createSigner({ db, secrets });
  const deps = { ...options, certificates: createCertificates({ db, events, signer, version }) };
  return {
    handlers: { ...certificateHandlers({ db, signer }), ...eraseHandlers(deps) },
    registrations: [(to: OperationEngine) => to.register(machineErase(deps))],
  };
}
