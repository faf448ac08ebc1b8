import type { Token, User } from '@tuskar/contract/access.ts';
import type { DbTransaction } from '../platform/database/connect.ts';
import { insertEvents } from '../platform/events/store.ts';

/** Tells of a change, in the transaction that makes it. */
export async function announceUser(tx: DbTransaction, user: User): Promise<void> {
  await insertEvents(tx, { type: 'user.changed', subject: { type: 'user', name: user.name }, data: user });
}

export async function announceUserRemoved(tx: DbTransaction, name: string): Promise<void> {
  await insertEvents(tx, { type: 'user.removed', subject: { type: 'user', name }, data: {} });
}

export async function announceToken(tx: DbTransaction, token: Token): Promise<void> {
  await insertEvents(tx, { type: 'token.changed', subject: { type: 'token', name: token.id }, data: token });
}

export async function announceTokenRemoved(tx: DbTransaction, id: string): Promise<void> {
  await insertEvents(tx, { type: 'token.removed', subject: { type: 'token', name: id }, data: {} });
}
