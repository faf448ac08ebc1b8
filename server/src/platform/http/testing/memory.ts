import type { Actor } from '../../../access/actor.ts';
import type { Authenticator, SessionKeeper } from '../../../access/authenticator.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Event } from '@tuskar/contract/event.ts';
import { type Permission, roles } from '@tuskar/contract/permissions.ts';
import type { AuditedEnd, AuditedWrite, AuditTrail } from '../../../security/audit.ts';
import type { EventBus, Subscription } from '../../events/event-bus.ts';
import type { IdempotencyStore, StoredAnswer } from '../idempotency.ts';

/** An audit trail that can be read back. */
export function memoryAudit(): AuditTrail & {
  entries: (AuditedWrite & AuditedEnd)[];
  begun: AuditedWrite[];
} {
  const begun: AuditedWrite[] = [];
  const entries: (AuditedWrite & AuditedEnd)[] = [];
  return {
    begun,
    entries,
    begin: async (write) => void begun.push(write),
    end: async (requestId, end) => {
      const write = begun.find((known) => known.requestId === requestId);
      if (write === undefined) throw new Error(`${requestId} was never begun`);
      entries.push({ ...write, ...end });
    },
    append: async (write, end) => void entries.push({ ...write, ...end }),
  };
}

export function memoryIdempotency(): IdempotencyStore {
  const known = new Map<string, { digest: string; answer: StoredAnswer | undefined }>();
  const id = (key: { actor: string; key: string }) => `${key.actor} ${key.key}`;
  return {
    claim: async (key, digest) => {
      const taken = known.get(id(key));
      if (taken !== undefined) return { state: 'taken', ...taken };
      known.set(id(key), { digest, answer: undefined });
      return { state: 'claimed' };
    },
    keep: async (key, answer) =>
      void known.set(id(key), { digest: known.get(id(key))?.digest ?? '', answer }),
    release: async (key) => void known.delete(id(key)),
  };
}

/** Lets in by tokens that say what their bearer may do: 'may:user.read,user.manage', 'may:' for nothing. */
export function permissiveAuthenticator(): Authenticator {
  return {
    authenticate: async (credentials) => {
      const text = 'token' in credentials ? credentials.token : credentials.session;
      if (!text.startsWith('may:')) return undefined;
      const permissions = new Set(text.slice('may:'.length).split(',').filter(Boolean) as Permission[]);
      return { type: 'user', name: 'eve', user: 'eve', role: 'viewer', permissions };
    },
  };
}

/** One person, 'eve', with the password 'right'. */
export function memorySessions(): SessionKeeper {
  const actor: Actor = {
    type: 'user',
    name: 'eve',
    user: 'eve',
    role: 'viewer',
    permissions: new Set(roles.viewer),
  };
  return {
    signIn: async ({ password }) => {
      if (password !== 'right') throw new TuskarError('sign-in-failed', 'No.');
      return { actor, secret: 'may:', expiresAt: new Date(Date.now() + 60_000) };
    },
    signOut: async () => undefined,
  };
}

/** Events that a test sends; kept, so that a reader can resume. */
export function memoryEvents(): Pick<EventBus, 'subscribe'> & { send: (event: Omit<Event, 'id'>) => void } {
  const events: Event[] = [];
  const waiting = new Set<() => void>();

  async function* subscribe({ after, signal }: Subscription): AsyncGenerator<Event, undefined, undefined> {
    let next = after === undefined ? events.length : Number(after);
    while (!signal.aborted) {
      const event = events[next];
      if (event !== undefined) {
        next += 1;
        yield event;
        continue;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add(resolve);
      signal.addEventListener('abort', () => resolve());
      await promise;
      waiting.delete(resolve);
    }
  }

  return {
    subscribe,
    send: (event) => {
      events.push({ ...event, id: String(events.length + 1) });
      for (const wake of waiting) wake();
    },
  };
}
