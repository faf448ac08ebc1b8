import { isTuskarError } from '@tuskar/contract/error.ts';
import {
  IdentityEndpoints,
  IdentityServices,
  MadeProject,
  MadeRole,
  MadeService,
  MadeUser,
  Projects,
  RoleAssignments,
  Roles,
  Users,
} from './schema.ts';
import { type Credentials, createSession, type OpenStackSession } from './session.ts';
import type { HttpTransport } from './transport.ts';

const service = 'identity';
const domain = 'default';

/** Keystone, as an administrator uses it. Names are of the default domain. */
export function identityApi(session: OpenStackSession) {
  const get = (path: string) => ({ service, method: 'GET', path });
  const send = (method: string, path: string, body?: unknown) => ({ service, method, path, body });
  return {
    projects: async () => (await session.ask(get(`/projects?domain_id=${domain}`), Projects)).projects,
    roles: async () => (await session.ask(get('/roles'), Roles)).roles,
    users: async () => (await session.ask(get(`/users?domain_id=${domain}`), Users)).users,
    services: async () => (await session.ask(get('/services'), IdentityServices)).services,
    endpoints: async () => (await session.ask(get('/endpoints'), IdentityEndpoints)).endpoints,
    assignments: async (project: string) => {
      const path = `/role_assignments?scope.project.id=${project}`;
      return (await session.ask(get(path), RoleAssignments)).role_assignments;
    },

    async createProject(options: { name: string; description: string }): Promise<string> {
      const body = { project: { ...options, domain_id: domain } };
      return (await session.ask(send('POST', '/projects', body), MadeProject)).project.id;
    },
    async createRole(name: string): Promise<string> {
      return (await session.ask(send('POST', '/roles', { role: { name } }), MadeRole)).role.id;
    },
    async createUser(options: { name: string; password: string }): Promise<string> {
      const body = { user: { ...options, domain_id: domain } };
      return (await session.ask(send('POST', '/users', body), MadeUser)).user.id;
    },
    setPassword: (user: string, password: string) =>
      session.tell(send('PATCH', `/users/${user}`, { user: { password } })),
    grant: (options: { project: string; user: string; role: string }) =>
      session.tell(send('PUT', `/projects/${options.project}/users/${options.user}/roles/${options.role}`)),
    async createService(options: { type: string; name: string }): Promise<string> {
      return (await session.ask(send('POST', '/services', { service: options }), MadeService)).service.id;
    },
    renameService: (id: string, name: string) =>
      session.tell(send('PATCH', `/services/${id}`, { service: { name } })),
    createEndpoint: (endpoint: { service_id: string; interface: string; region_id: string; url: string }) =>
      session.tell(send('POST', '/endpoints', { endpoint })),
    moveEndpoint: (id: string, url: string) =>
      session.tell(send('PATCH', `/endpoints/${id}`, { endpoint: { url } })),
  };
}
export type IdentityApi = ReturnType<typeof identityApi>;

/** Whether the identity service takes the password. */
export async function acceptsPassword(options: {
  transport: HttpTransport;
  credentials: Credentials;
  signal: AbortSignal;
}): Promise<boolean> {
  try {
    await createSession(options).token();
    return true;
  } catch (error) {
    if (isTuskarError(error, 'openstack-unauthorized')) return false;
    throw error;
  }
}
