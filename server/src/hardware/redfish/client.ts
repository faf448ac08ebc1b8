import { isTuskarError } from '@tuskar/contract/error.ts';
import { parseReply, refusal } from './reply.ts';
import { type Resource, type ResourceSchema, ServiceRoot } from './schema.ts';
import { type BmcReply, type BmcRequest, keepConnection, sendToBmc } from './transport.ts';

export type RedfishAccess = {
  /** 'https://198.18.48.11:8443', or an address. */
  address: string;
  user: string;
  password: string;
  verifyCa: boolean | string;
};

export type RedfishOptions = {
  /**
   * For many requests, one after another: signs in once and keeps its connection, which spares the BMC its costliest
   * work, and is ended by `close`. A BMC without sessions is given the password each time. By default each request has
   * the password and a connection of its own, which leaves nothing behind.
   */
  conversation?: boolean;
  /** For one request; by default 15. */
  timeoutSeconds?: number;
  signal?: AbortSignal | undefined;
};

/**
 * What can be asked of one BMC. A path is one that the BMC gave itself: '/redfish/v1/Systems/1'. Each throws
 * bmc-unreachable, bmc-untrusted, bmc-password-wrong, bmc-forbidden, bmc-missing, bmc-busy, bmc-refused or bmc-answer.
 */
export type Redfish = {
  /** Needs no password. */
  root: () => Promise<ServiceRoot>;
  get: <Schema extends ResourceSchema>(path: string, schema: Schema) => Promise<Resource<Schema>>;
  /** Changes a resource as it is now, where the BMC numbers its versions. */
  patch: (path: string, body: object) => Promise<void>;
  post: (path: string, body: object) => Promise<void>;
  /** Ends the conversation, where it is one. */
  close: () => Promise<void>;
};

export const rootPath = '/redfish/v1/';

export function createRedfish(access: RedfishAccess, options: RedfishOptions = {}): Redfish {
  const { conversation = false, timeoutSeconds = 15, signal } = options;
  const base = baseOf(access.address);
  const basic = `Basic ${Buffer.from(`${access.user}:${access.password}`).toString('base64')}`;
  let session: { token: string; location: string | undefined } | undefined;
  let withoutSessions = !conversation;
  const connection = conversation ? keepConnection(base) : undefined;

  const send = (request: Omit<BmcRequest, 'url'> & { path: string }): Promise<BmcReply> =>
    sendToBmc(
      { ...request, url: new URL(request.path, base) },
      { verifyCa: access.verifyCa, timeoutSeconds, signal, connection },
    );

  async function root(): Promise<ServiceRoot> {
    return await parsed({ method: 'GET', path: rootPath }, ServiceRoot, 'nobody');
  }

  async function signIn(): Promise<void> {
    const { Links, SessionService } = await root();
    const path = Links?.Sessions?.['@odata.id'] ?? joined(SessionService?.['@odata.id'], 'Sessions');
    if (path === undefined) {
      withoutSessions = true;
      return;
    }
    const asked = { method: 'POST', path } as const;
    const body = JSON.stringify({ UserName: access.user, Password: access.password });
    const reply = await send({ ...asked, body, repeatable: true });
    const token = reply.headers['x-auth-token'];
    if (reply.status >= 200 && reply.status < 300 && typeof token === 'string') {
      session = { token, location: reply.headers.location };
      return;
    }
    const error = refusal({ ...asked, url: new URL(path, base) }, reply);
    if (isTuskarError(error, 'bmc-password-wrong')) throw error;
    // Some have the link and nothing behind it, others have given all their sessions away.
    withoutSessions = true;
  }

  async function credentials(): Promise<Record<string, string>> {
    if (!withoutSessions && session === undefined) await signIn();
    return session === undefined ? { authorization: basic } : { 'x-auth-token': session.token };
  }

  async function answered(
    request: Omit<BmcRequest, 'url'> & { path: string },
    as: 'nobody' | 'user' = 'user',
  ): Promise<BmcReply> {
    const attempt = async () =>
      send({ ...request, headers: { ...request.headers, ...(as === 'user' ? await credentials() : {}) } });
    let reply = await attempt();
    if (reply.status === 401 && session !== undefined && as === 'user') {
      // Sessions end by themselves, and with a restart of the BMC.
      session = undefined;
      reply = await attempt();
    }
    if (reply.status >= 300 && reply.status < 400) {
      const { location } = reply.headers;
      // A slash more or less; never to another BMC, which would be given the password.
      if (location !== undefined && new URL(location, base).host === base.host) {
        reply = await send({
          ...request,
          path: new URL(location, base).pathname,
          headers: { ...request.headers, ...(as === 'user' ? await credentials() : {}) },
        });
      }
    }
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw refusal({ method: request.method, url: new URL(request.path, base) }, reply);
  }

  async function parsed<Schema extends ResourceSchema>(
    request: { method: 'GET'; path: string },
    schema: Schema,
    as?: 'nobody',
  ): Promise<Resource<Schema>> {
    const reply = await answered(request, as);
    return parseReply({ method: request.method, url: new URL(request.path, base) }, reply, schema);
  }

  return {
    root,
    get: (path, schema) => parsed({ method: 'GET', path }, schema),
    patch: async (path, body) => {
      const { etag } = (await answered({ method: 'GET', path })).headers;
      await answered({
        method: 'PATCH',
        path,
        body: JSON.stringify(body),
        ...(etag === undefined ? {} : { headers: { 'if-match': etag } }),
      });
    },
    post: async (path, body) => {
      await answered({ method: 'POST', path, body: JSON.stringify(body) });
    },
    close: async () => {
      const location = session?.location;
      if (location !== undefined) {
        const path = new URL(location, base).pathname;
        await answered({ method: 'DELETE', path }).catch(() => undefined);
      }
      session = undefined;
      connection?.destroy();
    },
  };
}

function baseOf(address: string): URL {
  return new URL(/^https?:\/\//.test(address) ? address : `https://${address}`);
}

function joined(path: string | undefined, last: string): string | undefined {
  return path === undefined ? undefined : `${path.replace(/\/$/, '')}/${last}`;
}
