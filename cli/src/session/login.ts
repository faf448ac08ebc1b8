import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { createClient } from '@tuskar/client/client.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Command } from 'commander';
import { configurationPath, findConnection, trust } from '../connection.ts';
import type { Io } from '../io.ts';

export function addLogin(program: Command, io: Io): void {
  program
    .command('login')
    .option('--server <url>', 'the address of the server, such as https://tuskar.example.net:8443')
    .option('--ca <file>', "the certificate authority of the server's certificate")
    .option('--user <name>', 'who to sign in as', 'admin')
    .description('sign in to a server; keeps a token in your configuration')
    .action((options: Options) => login(io, options));
  program
    .command('logout')
    .description('forget the token that login kept')
    .action(() => logout(io));
}

type Options = { server?: string; ca?: string; user: string };

async function login(io: Io, options: Options): Promise<void> {
  const server = options.server ?? findConnection(io.env).server;
  const ca =
    options.ca === undefined
      ? findConnection(io.env).ca
      : await readFile(resolve(io.cwd, options.ca), 'utf8');
  trust(ca);
  const password = io.interactive
    ? await io.askSecret(`Password of ${options.user}: `)
    : (await io.readInput()).trimEnd();
  const token = await exchange({ server, user: options.user, password });
  const path = configurationPath(io.env);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, JSON.stringify({ server, token, ...(ca === undefined ? {} : { ca }) }), {
    mode: 0o600,
  });
  await rename(`${path}.new`, path);
  io.talk(`signed in to ${server} as ${options.user}`);
}

/** A password for a token, by a session that lives only as long as this. */
async function exchange(given: { server: string; user: string; password: string }): Promise<string> {
  const { server, user, password } = given;
  const response = await createClient({ baseUrl: server }).open('session.create', {
    body: { user, password },
  });
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  if (cookie === '')
    throw new TuskarError('unexpected-answer', `${server} signed ${user} in, but gave no session.`);
  const signedIn = createClient({
    baseUrl: server,
    transport: (url, init) =>
      fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), cookie, origin: server },
      }),
  });
  const token = await signedIn.call('token.create', {
    body: { description: `tuskar login on ${hostname()}`, expiresInDays: 90 },
  });
  await signedIn.call('session.delete');
  return token.secret;
}

async function logout(io: Io): Promise<void> {
  await rm(configurationPath(io.env), { force: true });
  io.talk('signed out here; revoke the token itself with: tuskar token delete');
}
