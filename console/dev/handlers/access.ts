import { randomUUID } from 'node:crypto';
import { TuskarError } from '@tuskar/contract/error.ts';
import { people } from '../samples/people.ts';
import { sessions } from '../sessions.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

const now = () => new Date().toISOString();

export const accessHandlers: Handlers<
  | 'session.create'
  | 'session.show'
  | 'session.delete'
  | 'user.list'
  | 'user.show'
  | 'user.create'
  | 'user.update'
  | 'user.delete'
  | 'user.change-own-password'
  | 'token.list'
  | 'token.create'
  | 'token.delete'
  | 'audit.list'
  | 'audit.check'
> = {
  'session.create': ({ body, request, response }) => {
    const person = people.find(({ name, password }) => name === body.user && password === body.password);
    if (person === undefined) {
      throw new TuskarError('sign-in-failed', 'The name or the password is wrong.');
    }
    const session = sessions.begin(person.name, person.role, request);
    response.setHeader('set-cookie', `session=${session.id}; Path=/; HttpOnly; SameSite=Strict`);
    return shown(session);
  },
  'session.show': ({ session }) => shown(session),
  'session.delete': ({ session }) => {
    sessions.end(session);
    return undefined;
  },
  'user.list': ({ session, query }) => pageOf(session.world.users, query),
  'user.show': ({ session, params }) =>
    findOr(session.world.users, 'user-not-found', ({ name }) => name === params.name),
  'user.create': ({ session, body }) => {
    const { name, role } = body;
    if (session.world.users.some((user) => user.name === name)) {
      throw new TuskarError('user-exists', `There is somebody named ${name} already.`);
    }
    const user = { name, role, createdAt: now(), lastSignInAt: null, disabled: false };
    session.world.users.push(user);
    return user;
  },
  'user.update': ({ session, params, body }) => {
    const user = findOr(session.world.users, 'user-not-found', ({ name }) => name === params.name);
    if (body.role !== undefined) user.role = body.role;
    if (body.disabled !== undefined) user.disabled = body.disabled;
    return user;
  },
  'user.delete': ({ session, params }) => {
    session.world.users = session.world.users.filter(({ name }) => name !== params.name);
    return undefined;
  },
  'user.change-own-password': ({ session, body }) => {
    const person = people.find(({ name }) => name === session.user);
    if (person?.password !== body.current) {
      throw new TuskarError('wrong-password', 'That is not your current password.');
    }
    return undefined;
  },
  'token.list': ({ session, query }) => pageOf(session.world.tokens, query),
  'token.create': ({ session, body }) => {
    const { description, permissions = null, expiresInDays } = body;
    const expiresAt =
      expiresInDays === undefined ? null : new Date(Date.now() + expiresInDays * 86_400_000).toISOString();
    const common = { user: session.user, description, permissions, createdAt: now() };
    const token = { ...common, id: randomUUID(), expiresAt, lastUsedAt: null };
    session.world.tokens.unshift(token);
    return { ...token, secret: `tuskar_${randomUUID()}` };
  },
  'token.delete': ({ session, params }) => {
    session.world.tokens = session.world.tokens.filter(({ id }) => id !== params.id);
    return undefined;
  },
  'audit.list': ({ session, query }) => {
    const fitting = session.world.audit.filter(
      ({ actor, token, action, outcome }) =>
        (query.actor === undefined || actor === query.actor) &&
        (query.token === undefined || token?.id === query.token) &&
        (query.action === undefined || action === query.action) &&
        (query.outcome === undefined || outcome === query.outcome),
    );
    return pageOf(fitting, query);
  },
  'audit.check': ({ session }) => ({
    intact: true,
    entries: session.world.audit.length,
    firstBroken: null,
    headHash: session.world.audit[0]?.hash ?? '0'.repeat(64),
  }),
};

function shown({ user, role, permissions, expiresAt }: Parameters<typeof sessions.end>[0]) {
  return { user, role, permissions, expiresAt };
}
