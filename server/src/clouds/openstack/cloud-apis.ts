import type { CloudAccess } from '../identity/registrar.ts';
import { adminCredentials } from '../identity/keystone-registrar.ts';
import { computeApi } from './compute.ts';
import { imageApi } from './image.ts';
import { networkApi } from './network.ts';
import { createSession, type OpenStackSession } from './session.ts';
import { createHttpsTransport } from './transport.ts';

/** The APIs of a cloud, as its administrator uses them over one connection. */
export type CloudApis = {
  session: OpenStackSession;
  image: ReturnType<typeof imageApi>;
  compute: ReturnType<typeof computeApi>;
  network: ReturnType<typeof networkApi>;
  close: () => void;
};

export type ConnectCloud = (access: CloudAccess, options: { signal: AbortSignal }) => CloudApis;

export const connectCloud: ConnectCloud = (access, { signal }) => {
  const transport = createHttpsTransport({ caCertificate: access.caCertificate });
  const session = createSession({ transport, credentials: adminCredentials(access), signal });
  return {
    session,
    image: imageApi(session),
    compute: computeApi(session),
    network: networkApi(session),
    close: transport.close,
  };
};
