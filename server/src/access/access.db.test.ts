import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { listEvents } from '../platform/events/store.ts';
import { createAuthenticator } from './create-authenticator.ts';
import type { Actor } from './actor.ts';
import { createSessionKeeper } from './session.ts';
import { deleteExpiredSessions } from './session-store.ts';
import { createToken, revokeToken } from './token.ts';
import { changeOwnPassword, changeUser, createUser, removeUser, showUser } from './user.ts';

const password = 'correct horse battery';
let db: Db;

beforeEach(async () => {
  ({ db } = await testDatabase());
  await createUser(db, { name: 'ann', role: 'administrator', password });
  await createUser(db, { name: 'eve', role: 'operator', password });
});

const signIn = (user: string, given = password) =>
  createSessionKeeper({ db }).signIn({ user, password: given, remoteAddress: null });
const who = (session: string) => createAuthenticator({ db }).authenticate({ session });
const bearer = (token: string) => createAuthenticator({ db }).authenticate({ token });

async function actor(user: string): Promise<Actor> {
  return (await signIn(user)).actor;
}

describe('a session', () => {
  it('is its person, with what they may do', async () => {
    const { secret } = await signIn('eve');
    const eve = await who(secret);
    expect(eve).toMatchObject({ type: 'user', name: 'eve', role: 'operator' });
    expect(eve?.permissions.has('cloud.operate')).toBe(true);
    expect(eve?.permissions.has('user.manage')).toBe(false);
    expect((await showUser(db, 'eve')).lastSignInAt).not.toBeNull();
  });

  it.each([
    ['eve', 'wrong'],
    ['nobody', password],
    ['', ''],
  ])('is not made for %s with %s', async (user, given) => {
    await expect(signIn(user, given)).rejects.toMatchObject({ code: 'sign-in-failed' });
  });

  it('does not stand in the database', async () => {
    const { secret } = await signIn('eve');
    const { rows } = await sql<{ text: string }>`SELECT session::text AS text FROM session`.execute(db);
    expect(rows[0]?.text).not.toContain(secret);
  });

  it('ends when it is signed out, and no other does', async () => {
    const one = await signIn('eve');
    const other = await signIn('eve');
    await createSessionKeeper({ db }).signOut(one.actor);
    expect(await who(one.secret)).toBeUndefined();
    expect(await who(other.secret)).toBeDefined();
  });

  it.each([
    ['it is over', `UPDATE session SET expires_at = now() - interval '1 second'`],
    ['nobody used it for half a day', `UPDATE session SET last_used_at = now() - interval '13 hours'`],
  ])('ends when %s', async (_when, statement) => {
    const { secret } = await signIn('eve');
    await sql.raw(statement).execute(db);
    expect(await who(secret)).toBeUndefined();
    expect(await deleteExpiredSessions(db)).toBe(1);
  });

  it('ends when its person is disabled, gets a new password, or is removed', async () => {
    for (const end of [
      () => changeUser(db, 'eve', { disabled: true }),
      () => changeUser(db, 'eve', { disabled: false, password: 'another password' }),
      () => removeUser(db, 'eve'),
    ]) {
      await changeUser(db, 'eve', { disabled: false, password });
      const { secret } = await signIn('eve');
      await end();
      expect(await who(secret)).toBeUndefined();
    }
  });

  it("outlives a change of one's own password, others do not", async () => {
    const here = await signIn('eve');
    const elsewhere = await signIn('eve');
    const change = { user: 'eve', session: here.actor.session?.id ?? '', password: 'another password' };
    await expect(changeOwnPassword(db, { ...change, current: 'wrong' })).rejects.toMatchObject({
      code: 'wrong-password',
    });
    await changeOwnPassword(db, { ...change, current: password });
    expect(await who(here.secret)).toBeDefined();
    expect(await who(elsewhere.secret)).toBeUndefined();
    await expect(signIn('eve')).rejects.toMatchObject({ code: 'sign-in-failed' });
  });
});

describe('a token', () => {
  it('does what its owner may do, also what they may later', async () => {
    const { secret, id } = await createToken(db, await actor('eve'), { description: 'ci' });
    expect(secret).toMatch(/^tsk_[0-9a-f]{12}_/);
    expect(await bearer(secret)).toMatchObject({
      type: 'token',
      name: 'eve',
      user: 'eve',
      token: { id, description: 'ci' },
    });
    await changeUser(db, 'eve', { role: 'viewer' });
    expect((await bearer(secret))?.permissions.has('cloud.operate')).toBe(false);
  });

  it('does no more than it was made for, and no more than its owner may', async () => {
    const { secret } = await createToken(db, await actor('eve'), {
      description: 'ci',
      permissions: ['cloud.read', 'cloud.operate'],
    });
    expect([...((await bearer(secret))?.permissions ?? [])]).toEqual(['cloud.read', 'cloud.operate']);
    await changeUser(db, 'eve', { role: 'viewer' });
    expect([...((await bearer(secret))?.permissions ?? [])]).toEqual(['cloud.read']);
  });

  it('cannot be made wider than its maker', async () => {
    const eve = await actor('eve');
    await expect(
      createToken(db, eve, { description: 'x', permissions: ['user.manage'] }),
    ).rejects.toMatchObject({ code: 'token-too-wide' });
    const { secret } = await createToken(db, eve, { description: 'x', permissions: ['cloud.read'] });
    const narrow = await bearer(secret);
    const child = await createToken(db, narrow as Actor, { description: 'y' });
    expect(child.permissions).toEqual(['cloud.read']);
  });

  it('cannot make one that outlives it', async () => {
    const parent = await createToken(db, await actor('eve'), { description: 'x', expiresInDays: 2 });
    const by = (await bearer(parent.secret)) as Actor;
    for (const expiresInDays of [undefined, 30]) {
      expect((await createToken(db, by, { description: 'y', expiresInDays })).expiresAt).toBe(
        parent.expiresAt,
      );
    }
  });

  it('that is narrow revokes itself and no other', async () => {
    const eve = await actor('eve');
    const wide = await createToken(db, eve, { description: 'wide' });
    const narrow = await createToken(db, eve, { description: 'narrow', permissions: ['cloud.read'] });
    const by = (await bearer(narrow.secret)) as Actor;
    await expect(revokeToken(db, by, wide.id)).rejects.toMatchObject({ code: 'token-not-found' });
    await revokeToken(db, by, narrow.id);
    await revokeToken(db, (await bearer(wide.secret)) as Actor, wide.id);
  });

  it('is not valid when a character of it is another, when it is over, revoked, or its owner disabled', async () => {
    const eve = await actor('eve');
    const { secret, id } = await createToken(db, eve, { description: 'x', expiresInDays: 1 });
    const last = secret.at(-1) === 'A' ? 'B' : 'A';
    for (const wrong of ['', 'tsk_', secret.slice(0, -1) + last, secret.replace(id, '000000000000')]) {
      expect(await bearer(wrong)).toBeUndefined();
    }
    await changeUser(db, 'eve', { disabled: true });
    expect(await bearer(secret)).toBeUndefined();
    await changeUser(db, 'eve', { disabled: false });
    expect(await bearer(secret)).toBeDefined();
    await sql`UPDATE token SET expires_at = now()`.execute(db);
    expect(await bearer(secret)).toBeUndefined();
    await sql`UPDATE token SET expires_at = NULL`.execute(db);
    await revokeToken(db, eve, id);
    expect(await bearer(secret)).toBeUndefined();
  });

  it('of somebody else is revoked only by those who manage people', async () => {
    await createUser(db, { name: 'vic', role: 'viewer', password });
    const { id } = await createToken(db, await actor('eve'), { description: 'x' });
    await expect(revokeToken(db, await actor('vic'), id)).rejects.toMatchObject({ code: 'token-not-found' });
    await revokeToken(db, await actor('ann'), id);
  });
});

it('is told of in the event stream, without secrets', async () => {
  const { id, secret } = await createToken(db, await actor('eve'), { description: 'x' });
  await changeUser(db, 'eve', { role: 'viewer', password: 'another password' });
  await revokeToken(db, await actor('ann'), id);
  await removeUser(db, 'eve');
  const events = await listEvents(db, { after: 0n, limit: 100 });
  expect(events.map(({ type, subject }) => `${type} ${subject.name}`)).toEqual([
    'user.changed ann',
    'user.changed eve',
    `token.changed ${id}`,
    'user.changed eve',
    `token.removed ${id}`,
    'user.removed eve',
  ]);
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${secret}|password|argon2`));
});

describe('the last administrator', () => {
  it('cannot be removed, disabled or made something else', async () => {
    for (const act of [
      () => removeUser(db, 'ann'),
      () => changeUser(db, 'ann', { disabled: true }),
      () => changeUser(db, 'ann', { role: 'viewer' }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'last-administrator' });
    }
    await changeUser(db, 'ann', { password: 'another password' });
    await changeUser(db, 'ann', { role: 'administrator', disabled: false });
  });

  it('is one of two that are removed at once', async () => {
    await changeUser(db, 'eve', { role: 'administrator' });
    const results = await Promise.allSettled([
      removeUser(db, 'ann'),
      changeUser(db, 'eve', { disabled: true }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('does not count one who is disabled', async () => {
    await changeUser(db, 'eve', { role: 'administrator', disabled: true });
    await expect(removeUser(db, 'ann')).rejects.toMatchObject({ code: 'last-administrator' });
  });
});
