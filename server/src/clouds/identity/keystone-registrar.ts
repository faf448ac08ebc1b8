import { acceptsPassword, identityApi } from '../openstack/identity.ts';
import { type Credentials, createSession } from '../openstack/session.ts';
import { createHttpsTransport, type HttpTransport } from '../openstack/transport.ts';
import { registerCatalogue } from './catalogue.ts';
import type { CloudAccess, IdentityRegistrar, Registration } from './registrar.ts';
import { registerUsers } from './service-users.ts';
import { Tally } from './tally.ts';

export function adminCredentials(access: CloudAccess): Credentials {
  const { authUrl, region, adminPassword } = access;
  return { authUrl, region, username: 'admin', password: adminPassword, project: 'admin' };
}

async function register(registration: Registration, transport: HttpTransport): Promise<Tally> {
  const { access, plan, passwords, log, signal } = registration;
  const admin = adminCredentials(access);
  const session = createSession({ transport, credentials: admin, signal });
  const identity = identityApi(session);
  const tally = new Tally(log);
  const accepts = (username: string, password: string) => {
    const credentials = { ...admin, username, password, project: 'service' };
    return acceptsPassword({ transport, credentials, signal });
  };
  await Promise.all([
    registerUsers({ identity, users: plan.users, passwords, accepts, tally }),
    registerCatalogue({ identity, region: plan.region, endpoints: plan.endpoints, tally }),
  ]);
  return tally;
}

/** Registers through Keystone's API: looks first, creates and corrects what is missing, leaves all else alone. */
export function createKeystoneRegistrar(
  makeTransport: (options: { caCertificate: string }) => HttpTransport = createHttpsTransport,
): IdentityRegistrar {
  return {
    async register(registration) {
      const transport = makeTransport({ caCertificate: registration.access.caCertificate });
      try {
        return (await register(registration, transport)).result;
      } finally {
        transport.close();
      }
    },
  };
}
