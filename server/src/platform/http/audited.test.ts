import { expect, it, onTestFinished } from 'vitest';
import type { Actor } from '../../access/actor.ts';
import { createTestServer } from './testing/test-server.ts';

const tokens = {
  wide: { id: '7d1fa0c25e83', description: 'laptop', expiresAt: null },
  narrow: { id: '00c25e837d1f', description: 'dashboard', expiresAt: null },
};

/** Eve by either of two tokens; the narrow one may only read. */
async function serverOfTokens() {
  const asked: Actor[] = [];
  const server = await createTestServer({
    authenticator: {
      authenticate: async (credentials) => {
        const which = 'token' in credentials && credentials.token === 'wide' ? 'wide' : 'narrow';
        const permissions = new Set(which === 'wide' ? (['lab.operate'] as const) : []);
        return {
          type: 'token',
          name: 'eve',
          user: 'eve',
          role: 'operator',
          permissions,
          token: tokens[which],
        };
      },
    },
    answers: {
      'token.create': async ({ actor }) => {
        asked.push(actor);
        return {
          id: `${asked.length}`,
          user: 'eve',
          description: 'x',
          permissions: null,
          createdAt: '2026-11-26T10:00:00.000Z',
          expiresAt: null,
          lastUsedAt: null,
          secret: `shown to ${actor.token?.description}`,
        };
      },
    },
  });
  onTestFinished(() => server.app.close());
  return { ...server, asked };
}

const makeToken = (by: string, key: string) => ({
  method: 'POST' as const,
  url: '/v1/tokens',
  payload: { description: 'x' },
  headers: { authorization: `Bearer ${by}`, 'idempotency-key': key },
});

it('does what a token asks in the name of its person, and records the token beside it', async () => {
  const { app, audit, asked } = await serverOfTokens();
  await app.inject(makeToken('wide', 'k'));
  expect(asked).toMatchObject([{ name: 'eve' }]);
  expect(audit.entries).toMatchObject([
    { actor: 'eve', token: { id: '7d1fa0c25e83', description: 'laptop' }, outcome: 'allowed' },
  ]);
});

it('says which token may not do what its person may', async () => {
  const { app } = await serverOfTokens();
  const response = await app.inject({
    method: 'POST',
    url: '/v1/lab/down',
    payload: {},
    headers: { authorization: 'Bearer narrow' },
  });
  expect(response.json().detail).toBe("eve (token 'dashboard') has no permission 'lab.operate'.");
});

it('tells one token nothing of what another of the same person was told', async () => {
  const { app } = await serverOfTokens();
  await app.inject(makeToken('wide', 'k'));
  const again = await app.inject(makeToken('wide', 'k'));
  expect(again.json().secret).toBe('shown to laptop');
  const other = await app.inject(makeToken('narrow', 'k'));
  expect(other.json().secret).toBe('shown to dashboard');
});
