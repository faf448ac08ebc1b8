import type { UndercloudKeystone } from '@tuskar/contract/undercloud.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { parseReply, refusal } from './reply.ts';
import { Token } from './schema.ts';
import type { HttpTransport } from './transport.ts';

export type IronicCredentials =
  | { auth: 'none' }
  | { auth: 'http-basic'; user: string; password: string }
  | { auth: 'keystone'; user: string; password: string; keystone: UndercloudKeystone };

type Headers = Record<string, string>;

/** Gives the headers that let a request in. */
export type Authentication = {
  headers: () => Promise<Headers>;
  /** The service refused these. Whether others may do better: a token can have run out, a password cannot. */
  renew: (refused: Headers) => boolean;
};

export function createAuthentication(
  transport: HttpTransport,
  credentials: IronicCredentials,
): Authentication {
  switch (credentials.auth) {
    case 'none':
      return { headers: async () => ({}), renew: () => false };
    case 'http-basic': {
      const pair = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
      return { headers: async () => ({ authorization: `Basic ${pair}` }), renew: () => false };
    }
    case 'keystone':
      return tokenAuthentication(() => signIn(transport, credentials));
  }
}

function tokenAuthentication(fetchToken: () => Promise<string>): Authentication {
  let current: Promise<Headers> | undefined;
  let known: Headers | undefined;
  return {
    headers: async () => {
      current ??= fetchToken().then((token) => (known = { 'x-auth-token': token }));
      current.catch(() => (current = undefined));
      return await current;
    },
    renew: (refused) => {
      // Of several that were refused at once, one signs in again.
      if (refused === known) current = known = undefined;
      return true;
    },
  };
}

type KeystoneCredentials = Extract<IronicCredentials, { auth: 'keystone' }>;

function passwordBody({ user, password, keystone }: KeystoneCredentials) {
  const { userDomain, project, projectDomain } = keystone;
  const scope =
    project === null
      ? { system: { all: true } }
      : { project: { name: project, domain: { name: projectDomain } } };
  return {
    auth: {
      identity: {
        methods: ['password'],
        password: { user: { name: user, domain: { name: userDomain }, password } },
      },
      scope,
    },
  };
}

async function signIn(transport: HttpTransport, credentials: KeystoneCredentials): Promise<string> {
  const url = `${credentials.keystone.authUrl.replace(/\/$/, '')}/auth/tokens`;
  const asked = { method: 'POST', path: new URL(url).pathname };
  const reply = await transport.send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(passwordBody(credentials)),
  });
  if (reply.status !== 201) {
    const refused = refusal(asked, reply);
    // Where the identity service is not to be found there is no node that could be missing.
    throw refused.code === 'node-not-found'
      ? new TuskarError('bare-metal-unauthorized', `There is no identity service at ${url}.`, {
          cause: refused,
        })
      : refused;
  }
  parseReply(asked, reply, Token);
  const token = reply.headers['x-subject-token'];
  if (typeof token === 'string') return token;
  throw new TuskarError('bare-metal-answer', 'The identity service gave no token.', { context: { url } });
}
