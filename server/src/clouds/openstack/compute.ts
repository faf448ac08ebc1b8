import { ConsoleOutput, Flavors, MadeFlavor, MadeServer, OneServer, type Server, Servers } from './schema.ts';
import type { OpenStackSession } from './session.ts';

const service = 'compute';
/** The version from which a server shows the flavor's and the fault's form that is read here. */
const headers = { 'openstack-api-version': 'compute 2.79' };

/** Nova, as an administrator uses it. */
export function computeApi(session: OpenStackSession) {
  const get = (path: string) => ({ service, method: 'GET', path, headers });
  const post = (path: string, body: unknown) => ({ service, method: 'POST', path, body, headers });
  const remove = (path: string) => session.tell({ service, method: 'DELETE', path, headers });
  return {
    flavors: async () => (await session.ask(get('/flavors?is_public=None'), Flavors)).flavors,
    async createFlavor(flavor: { name: string; vcpus: number; ram: number; disk: number }): Promise<string> {
      return (await session.ask(post('/flavors', { flavor }), MadeFlavor)).flavor.id;
    },
    removeFlavor: (id: string) => remove(`/flavors/${id}`),

    servers: async () => (await session.ask(get('/servers/detail'), Servers)).servers,
    /** Of all projects. */
    serversOn: async (host: string) =>
      (await session.ask(get(`/servers/detail?all_tenants=1&host=${encodeURIComponent(host)}`), Servers))
        .servers,
    server: async (id: string): Promise<Server> =>
      (await session.ask(get(`/servers/${id}`), OneServer)).server,
    async createServer(options: {
      name: string;
      image: string;
      flavor: string;
      port: string;
    }): Promise<string> {
      const { name, image, flavor, port } = options;
      const server = { name, imageRef: image, flavorRef: flavor, networks: [{ port }] };
      return (await session.ask(post('/servers', { server }), MadeServer)).server.id;
    },
    async consoleOutput(id: string): Promise<string> {
      const call = post(`/servers/${id}/action`, { 'os-getConsoleOutput': {} });
      return (await session.ask(call, ConsoleOutput)).output;
    },
    removeServer: (id: string) => remove(`/servers/${id}`),
  };
}
export type ComputeApi = ReturnType<typeof computeApi>;
