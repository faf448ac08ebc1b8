import type { User } from '@tuskar/contract/access.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Role } from '@tuskar/contract/permissions.ts';
import type { Db, DbTransaction } from '../platform/database/connect.ts';
import { announceUser, announceUserRemoved } from './announce.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { deleteSessions } from './session-store.ts';
import type { UserRow } from './tables.ts';
import {
  deleteUser,
  findUser,
  insertUser,
  lockAdministrators,
  updateUser,
  type UserChange,
  userResource,
} from './user-store.ts';

export type UserUpdate = {
  role?: Role | undefined;
  password?: string | undefined;
  disabled?: boolean | undefined;
};

export async function showUser(db: Db, name: string): Promise<User> {
  return userResource((await findUser(db, name)) ?? missing(name));
}

export type NewPerson = { name: string; role: Role; password: string };

/** Error: 'user-exists'. */
export async function createUser(db: Db, person: NewPerson): Promise<User> {
  return db.transaction().execute((tx) => createUserIn(tx, person));
}

/** As createUser, in a transaction that does more. */
export async function createUserIn(tx: DbTransaction, { name, role, password }: NewPerson): Promise<User> {
  const row = await insertUser(tx, { name, role, passwordHash: await hashPassword(password) });
  if (row === undefined) throw new TuskarError('user-exists', `There is already a person '${name}'.`);
  await announceUser(tx, userResource(row));
  return userResource(row);
}

/** A new password, or being disabled, ends all sessions of the person. Errors: 'user-not-found', 'last-administrator'. */
export async function changeUser(db: Db, name: string, update: UserUpdate): Promise<User> {
  const change: UserChange = {
    ...(update.role === undefined ? {} : { role: update.role }),
    ...(update.disabled === undefined ? {} : { disabled: update.disabled }),
    ...(update.password === undefined ? {} : { passwordHash: await hashPassword(update.password) }),
  };
  return db.transaction().execute(async (tx) => {
    const staysAdministrator =
      (update.role ?? 'administrator') === 'administrator' && update.disabled !== true;
    if (!staysAdministrator) await keepAnAdministrator(tx, name);
    const row: UserRow = (await updateUser(tx, name, change)) ?? missing(name);
    if (update.password !== undefined || update.disabled === true) await deleteSessions(tx, { user: name });
    await announceUser(tx, userResource(row));
    return userResource(row);
  });
}

/** Errors: 'user-not-found', 'last-administrator'. */
export async function removeUser(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepAnAdministrator(tx, name);
    if ((await findUser(tx, name)) === undefined) missing(name);
    await deleteUser(tx, name);
    await announceUserRemoved(tx, name);
  });
}

/** Ends the person's other sessions. Error: 'wrong-password'. */
export async function changeOwnPassword(
  db: Db,
  { user, session, current, password }: { user: string; session?: string; current: string; password: string },
): Promise<void> {
  const row = (await findUser(db, user)) ?? missing(user);
  if (!(await passwordMatches(row.password_hash, current))) {
    throw new TuskarError('wrong-password', 'The current password is wrong; nothing was changed.');
  }
  const passwordHash = await hashPassword(password);
  await db.transaction().execute(async (tx) => {
    await updateUser(tx, user, { passwordHash });
    await deleteSessions(tx, { user, ...(session === undefined ? {} : { except: session }) });
  });
}

async function keepAnAdministrator(tx: Db, name: string): Promise<void> {
  const administrators = await lockAdministrators(tx);
  if (administrators.length === 1 && administrators[0] === name) {
    throw new TuskarError('last-administrator', `'${name}' is the only administrator who can still sign in.`);
  }
}

function missing(name: string): never {
  throw new TuskarError('user-not-found', `There is no person '${name}'.`, { context: { name } });
}
