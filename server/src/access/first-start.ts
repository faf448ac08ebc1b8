import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Role, roles } from '@tuskar/contract/permissions.ts';
import { sql } from 'kysely';
import type { Db } from '../platform/database/connect.ts';
import { randomPassword } from '../security/secret-values.ts';
import { createToken, tokenActor } from './token.ts';
import { createUserIn } from './user.ts';
import { listUsers, lockAdministrators } from './user-store.ts';

export type FirstSignIn = { url: string; user: string; password: string };

type Deps = { db: Db; stateDirectory: string };

/** Read by `tuskar try`, which prints the way in once; gone when the administrator has signed in. */
const firstSignInFile = 'first-sign-in.json';
/** The token by which root of this machine uses the command line. */
const cliTokenFile = 'cli-token';

const firstAdministrator = { name: 'admin', role: 'administrator' as Role };
const lockKey = '7310866170217983046';

/** Makes the first administrator where there is nobody yet; undefined where there is somebody. */
export async function makeFirstAdministrator(
  { db, stateDirectory }: Deps,
  url: string,
): Promise<FirstSignIn | undefined> {
  const password = randomPassword(20);
  const way = { url, user: firstAdministrator.name, password };
  const made = await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(tx);
    if ((await listUsers(tx, { after: undefined, limit: 1 })).length > 0) return false;
    await createUserIn(tx, { ...firstAdministrator, password });
    // Before the commit: an administrator whose password nobody has could never sign in.
    await writePrivately(join(stateDirectory, firstSignInFile), `${JSON.stringify(way)}\n`);
    return true;
  });
  return made ? way : undefined;
}

/** The way in is shown once: whoever has signed in has it. */
export async function forgetFirstSignIn(stateDirectory: string, user: string): Promise<void> {
  if (user === firstAdministrator.name) await rm(join(stateDirectory, firstSignInFile), { force: true });
}

/** Sees to it that root of this machine has a token of an administrator. */
export async function keepCliToken({ db, stateDirectory }: Deps): Promise<void> {
  const path = join(stateDirectory, cliTokenFile);
  const known = await readFile(path, 'utf8').catch(() => '');
  if ((await tokenActor(db, known.trim())) !== undefined) return;
  const [owner] = await db.transaction().execute(lockAdministrators);
  if (owner === undefined) return;
  const { secret } = await createToken(
    db,
    { type: 'user', name: owner, user: owner, permissions: new Set(roles.administrator) },
    { description: `Command line of root on ${hostname()}` },
  );
  await writePrivately(path, `${secret}\n`);
}

/** Whole or not at all, and never for a moment readable by others. */
async function writePrivately(path: string, text: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  await writeFile(partial, text, { mode: 0o600, flush: true });
  await rename(partial, path);
}
