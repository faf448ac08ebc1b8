import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Session } from '@tuskar/contract/access.ts';
import { type Role, roles } from '@tuskar/contract/permissions.ts';
import { createWorld, scenarioNamed, type World } from './world.ts';

export type FakeSession = Session & { id: string; world: World };

/** Each sign-in gets a world of its own, so that tests can run side by side. The cookie `scenario` chooses which. */
class Sessions {
  readonly #byId = new Map<string, FakeSession>();

  of(request: IncomingMessage): FakeSession | undefined {
    return this.#byId.get(cookiesOf(request)['session'] ?? '');
  }

  begin(user: string, role: Role, request: IncomingMessage): FakeSession {
    const world = createWorld(scenarioNamed(cookiesOf(request)['scenario']));
    const id = randomUUID();
    const session = { id, user, role, permissions: [...roles[role]], expiresAt: null, world };
    this.#byId.set(id, session);
    return session;
  }

  end({ id }: FakeSession): void {
    this.#byId.delete(id);
  }
}

export const sessions = new Sessions();

function cookiesOf(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}
