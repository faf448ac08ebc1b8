import { TuskarError, isTuskarError } from '@tuskar/contract/error.ts';
import type { z } from 'zod';
import { type Asked, parseReply, refusal } from './reply.ts';
import { Token } from './schema.ts';
import type { HttpReply, HttpRequest, HttpTransport } from './transport.ts';

export type Credentials = {
  authUrl: string;
  region: string;
  username: string;
  password: string;
  project: string;
};

export type Call = {
  /** Type in the catalogue: 'compute'. */
  service: string;
  method: string;
  path: string;
  body?: unknown;
  /** Sent as it is, in place of a body of JSON. */
  content?: { type: string; stream: () => NonNullable<HttpRequest['body']> };
  headers?: Record<string, string>;
  timeoutSeconds?: number;
};

/** What a user of a cloud can ask of its APIs. */
export type OpenStackSession = {
  /** @throws the openstack-… errors */
  ask: <Schema extends z.ZodType>(call: Call, schema: Schema) => Promise<z.infer<Schema>>;
  /** For calls whose answer says nothing. */
  tell: (call: Call) => Promise<void>;
  /** Signs in and gives what the token says. */
  token: () => Promise<Token['token']>;
};

type SignedIn = { id: string; token: Token['token'] };

function passwordBody({ username, password, project }: Credentials) {
  const domain = { name: 'Default' };
  return {
    auth: {
      identity: { methods: ['password'], password: { user: { name: username, domain, password } } },
      scope: { project: { name: project, domain } },
    },
  };
}

async function signIn(
  transport: HttpTransport,
  credentials: Credentials,
  signal: AbortSignal | undefined,
): Promise<SignedIn> {
  const asked: Asked = { service: 'identity', method: 'POST', path: '/auth/tokens' };
  const reply = await transport.send({
    method: 'POST',
    url: `${credentials.authUrl}/auth/tokens`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(passwordBody(credentials)),
    signal,
  });
  if (reply.status !== 201) throw refusal(asked, reply);
  const id = reply.headers['x-subject-token'];
  const { token } = parseReply(asked, reply, Token);
  if (typeof id !== 'string') throw new TuskarError('openstack-answer', 'The identity service gave no token');
  return { id, token };
}

function endpointOf({ token }: SignedIn, service: string, { authUrl, region }: Credentials): string {
  if (service === 'identity') return authUrl;
  const endpoint = token.catalog
    .filter((entry) => entry.type === service)
    .flatMap((entry) => entry.endpoints)
    .find((one) => one.interface === 'public' && one.region_id === region);
  if (endpoint) return endpoint.url.replace(/\/$/, '');
  throw new TuskarError(
    'openstack-not-found',
    `The catalogue has no ${service} service in region ${region}`,
    {
      remedy: 'Apply the cloud again: that registers its services.',
    },
  );
}

/** Signs in when first needed, and again when the token is refused. */
export function createSession(options: {
  transport: HttpTransport;
  credentials: Credentials;
  signal?: AbortSignal;
}): OpenStackSession {
  const { transport, credentials, signal } = options;
  let signedIn: Promise<SignedIn> | undefined;

  function ensureSignedIn(): Promise<SignedIn> {
    signedIn ??= signIn(transport, credentials, signal);
    signedIn.catch(() => (signedIn = undefined));
    return signedIn;
  }

  async function attempt(call: Call): Promise<HttpReply> {
    const session = await ensureSignedIn();
    const type = call.content?.type ?? (call.body === undefined ? undefined : 'application/json');
    const reply = await transport.send({
      method: call.method,
      url: endpointOf(session, call.service, credentials) + call.path,
      headers: {
        accept: 'application/json',
        'x-auth-token': session.id,
        ...(type ? { 'content-type': type } : {}),
        ...call.headers,
      },
      body: call.content?.stream() ?? (call.body === undefined ? undefined : JSON.stringify(call.body)),
      timeoutSeconds: call.timeoutSeconds,
      signal,
    });
    if (reply.status < 200 || reply.status >= 300) throw refusal(call, reply);
    return reply;
  }

  async function send(call: Call): Promise<HttpReply> {
    const used = signedIn;
    try {
      return await attempt(call);
    } catch (error) {
      // Without an earlier sign-in the password itself was refused, or the token is new.
      if (!used || !isTuskarError(error, 'openstack-unauthorized')) throw error;
      signedIn = undefined;
      return attempt(call);
    }
  }

  return {
    ask: async (call, schema) => parseReply(call, await send(call), schema),
    tell: async (call) => {
      await send(call);
    },
    token: async () => (await ensureSignedIn()).token,
  };
}
