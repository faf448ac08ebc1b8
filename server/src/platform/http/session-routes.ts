import { accessRoutes, type Session } from '@tuskar/contract/access.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import { Name } from '@tuskar/contract/fields.ts';
import { inputParser } from '@tuskar/contract/request.ts';
import type { RouteBody } from '@tuskar/contract/route.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Actor } from '../../access/actor.ts';
import type { SessionKeeper } from '../../access/authenticator.ts';
import { sessionOf } from '../../access/session-view.ts';
import type { AuditTrail } from '../../security/audit.ts';
import type { Attempts } from './attempts.ts';
import { tooManyAttempts } from './authorisation.ts';
import { describe } from './audited.ts';
import { sessionCookie } from './credentials.ts';

export type SignInAttempts = {
  /** By name and address: a stranger elsewhere cannot lock a person out. */
  byName: Attempts;
  /** By address alone: nobody tries all names. */
  byAddress: Attempts;
};

export type SessionRouteDeps = { sessions: SessionKeeper; audit: AuditTrail; attempts: SignInAttempts };

type SignInBody = RouteBody<(typeof accessRoutes)['session.create']>;

/** Signing in and out: the two routes that set a cookie. */
export function registerSessionRoutes(app: FastifyInstance, deps: SessionRouteDeps): void {
  const signIn = accessRoutes['session.create'];
  const parseSignIn = inputParser(signIn);
  app.post(
    signIn.path,
    { config: { route: { name: 'session.create', definition: signIn } } },
    async (request, reply) => {
      const { user, password } = parseSignIn({ params: {}, query: request.query, body: request.body })
        .body as SignInBody;
      const remoteAddress = request.ip;
      const tries = triesOf(deps.attempts, user, remoteAddress);
      limit(tries, user, remoteAddress);
      // People type a password into the field of the name; only what can be a name is written down.
      const subject = { type: 'user' as const, name: Name.safeParse(user).success ? user : '(not a name)' };
      request.state.audited = true;
      const write = describe(request, 'session.create', subject, {});
      try {
        const { actor, secret, expiresAt } = await deps.sessions.signIn({ user, password, remoteAddress });
        for (const { attempts, key } of tries) attempts.forget(key);
        await deps.audit.append({ ...write, actor: actor.name }, { outcome: 'allowed', status: 200 });
        setCookie(reply, secret, expiresAt);
        return await reply.send(sessionOf(actor) satisfies Session);
      } catch (error) {
        if (!isTuskarError(error, 'sign-in-failed')) throw error;
        for (const { attempts, key } of tries) attempts.refused(key);
        await deps.audit.append(write, { outcome: 'refused', status: 401, detail: { error: error.code } });
        throw error;
      }
    },
  );

  const signOut = accessRoutes['session.delete'];
  app.delete(
    signOut.path,
    { config: { route: { name: 'session.delete', definition: signOut } } },
    async (request, reply) => {
      const { actor } = request.state;
      await deps.sessions.signOut(actor);
      await deps.audit.append(describe(request, 'session.delete', subjectOf(actor), {}), {
        outcome: 'allowed',
        status: 204,
      });
      reply.clearCookie(sessionCookie, cookieOptions);
      return reply.status(204).send();
    },
  );
}

const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

function setCookie(reply: FastifyReply, secret: string, expires: Date): void {
  reply.setCookie(sessionCookie, secret, { ...cookieOptions, expires });
}

type Try = { attempts: Attempts; key: string };

function triesOf(attempts: SignInAttempts, user: string, address: string): Try[] {
  return [
    { attempts: attempts.byName, key: `${user} ${address}` },
    { attempts: attempts.byAddress, key: address },
  ];
}

function limit(tries: Try[], user: string, address: string): void {
  const wait = Math.max(...tries.map(({ attempts, key }) => attempts.waitSeconds(key)));
  if (wait > 0) throw tooManyAttempts(`Sign-in of '${user}' from ${address}`, wait);
}

function subjectOf(actor: Actor) {
  return { type: 'user' as const, name: actor.user ?? actor.name };
}
