import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { type Client, createClient } from '@tuskar/client/client.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { z } from 'zod';
import type { Io } from './io.ts';
import { listenAddress, placesOf } from './places.ts';

/** What `tuskar login` keeps in the user's configuration. */
const Configuration = z.object({ server: z.url(), token: z.string(), ca: z.string().optional() });
export type Configuration = z.infer<typeof Configuration>;

export type Connection = { server: string; token: string | undefined; ca: string | undefined };

type Env = Record<string, string | undefined>;

export function configurationPath(env: Env): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? homedir(), '.config'), 'tuskar', 'config.json');
}

/**
 * Which server, as whom: TUSKAR_SERVER and TUSKAR_TOKEN first, then what `tuskar login` kept, then this machine's own
 * server as its administrator, where its state can be read (root).
 */
export function findConnection(env: Env): Connection {
  const kept = readConfiguration(env);
  const local = readLocal(env);
  const server = env['TUSKAR_SERVER'] ?? kept?.server ?? local.server;
  const isLocal = server === local.server;
  const token =
    env['TUSKAR_TOKEN'] ??
    (kept?.server === server ? kept.token : undefined) ??
    (isLocal ? local.token : undefined);
  const ca =
    readGiven(env['TUSKAR_CA']) ??
    (kept?.server === server ? kept.ca : undefined) ??
    (isLocal ? local.ca : undefined);
  return { server, token, ca };
}

/** Seconds that a server which went away is waited for. */
const patienceSeconds = 30;

/** The server that the environment names. While it restarts, what is asked waits for it, and says so. */
export function connect({ env, talk }: Pick<Io, 'env' | 'talk'>): Client {
  const { server, token, ca } = findConnection(env);
  if (token === undefined) {
    throw new TuskarError('not-signed-in', `There is no token for ${server}.`, {
      remedy:
        'Sign in with: tuskar login --server URL; or set TUSKAR_TOKEN; or run as root on the machine of the server.',
    });
  }
  trust(ca);
  return createClient({
    baseUrl: server,
    token,
    patience: {
      seconds: patienceSeconds,
      onChange: (state) =>
        talk(
          state === 'waiting'
            ? `${server} went away; waiting up to ${patienceSeconds} seconds for it to be back`
            : `${server} is back`,
        ),
    },
  });
}

/** Adds a certificate authority to those that this process trusts. */
export function trust(ca: string | undefined): void {
  if (ca === undefined) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca]);
}

function readLocal(env: Env): Connection {
  const { state } = placesOf(env);
  return {
    server: `https://${listenAddress(env)}`,
    token: readIfReadable(join(state, 'cli-token'))?.trim(),
    ca: readIfReadable(join(state, 'ca.pem')),
  };
}

function readConfiguration(env: Env): Configuration | undefined {
  const path = configurationPath(env);
  if (!existsSync(path)) return undefined;
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new TuskarError('invalid-request', `${path} is not a configuration of the tuskar command.`, {
    remedy: `Remove ${path} and sign in again with: tuskar login`,
    cause: parsed.error,
  });
}

function readGiven(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = readIfReadable(path);
  if (text !== undefined) return text;
  throw new TuskarError(
    'invalid-request',
    `The certificate authority that TUSKAR_CA names, ${path}, cannot be read.`,
    {
      remedy: 'Name a readable PEM file, or unset TUSKAR_CA.',
    },
  );
}

function readIfReadable(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
