import { TuskarError } from '@tuskar/contract/error.ts';
import type { Permission } from '@tuskar/contract/permissions.ts';
import type { RouteAccess } from '@tuskar/contract/route.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Actor, actorInWords, anonymousActor } from '../../access/actor.ts';
import type { Authenticator } from '../../access/authenticator.ts';
import { credentialsOf, refuseCrossSite } from './credentials.ts';

/** Knows who sends each request and refuses what they may not do, before the body is read. */
export function authorise(app: FastifyInstance, authenticator: Authenticator): void {
  app.addHook('onRequest', async (request) => {
    const { route } = request.state;
    if (route === undefined) return;
    const { access } = route.definition;
    if (access === 'public') {
      refuseCrossSite(request, { missingOrigin: 'allow' });
      return;
    }
    request.state.actor = await actorOf(request, authenticator);
    requireAccess(request.state.actor, access, route.name);
  });
}

async function actorOf(request: FastifyRequest, authenticator: Authenticator): Promise<Actor> {
  const credentials = credentialsOf(request);
  if (credentials !== undefined) {
    if ('session' in credentials) refuseCrossSite(request, { missingOrigin: 'refuse' });
    const actor = await authenticator.authenticate(credentials);
    if (actor !== undefined) return actor;
  }
  if (credentials === undefined) return anonymousActor;
  const what = 'token' in credentials ? 'token' : 'session';
  throw new TuskarError('not-signed-in', `The ${what} is not valid: it is unknown, expired or revoked.`);
}

export function requireAccess(actor: Actor, access: RouteAccess, what: string): void {
  if (access === 'public') return;
  if (actor.type === 'anonymous') {
    throw new TuskarError('not-signed-in', `${what} needs somebody who is signed in.`);
  }
  if (access !== 'signed-in') requirePermission(actor, access);
}

export function requirePermission(actor: Actor, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  throw new TuskarError('forbidden', `${actorInWords(actor)} has no permission '${permission}'.`, {
    context: { actor: actor.name, permission },
  });
}

export function tooManyAttempts(who: string, waitSeconds: number): TuskarError {
  return new TuskarError(
    'too-many-attempts',
    `${who} was refused too often; the next try is possible in ${waitSeconds} seconds.`,
    { context: { retryAfterSeconds: waitSeconds } },
  );
}
