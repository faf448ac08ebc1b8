import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
});
afterEach(() => server.app.close());

const signIn = (user: string, password: string, headers = {}) =>
  server.app.inject({ method: 'POST', url: '/v1/session', payload: { user, password }, headers });

/** As a browser sends it from a page of `origin`. */
const fromBrowser = (origin: string | undefined, cookie = '__Host-tuskar=may:user.manage') => ({
  method: 'DELETE' as const,
  url: '/v1/users/eve',
  headers: { host: 'tuskar.example:8443', cookie, ...(origin === undefined ? {} : { origin }) },
});

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await signIn('eve', 'right');
    expect(response.json()).toMatchObject({ user: 'eve', role: 'viewer' });
    const [cookie] = response.cookies;
    expect(cookie).toMatchObject({
      name: '__Host-tuskar',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
    });
    expect(server.audit.entries).toMatchObject([
      { action: 'session.create', actor: 'eve', outcome: 'allowed', subject: { type: 'user', name: 'eve' } },
    ]);
  });

  it('records a failure, and never what was typed as password or in place of the name', async () => {
    const response = await signIn('my Password!', 'wrong');
    expect(response.json()).toMatchObject({ status: 401, code: 'sign-in-failed' });
    expect(server.audit.entries).toMatchObject([
      { action: 'session.create', actor: 'anonymous', outcome: 'refused', status: 401 },
    ]);
    expect(JSON.stringify(server.audit.entries)).not.toMatch(/Password!|wrong/);
  });

  it('is refused after five failures, also with the right password', async () => {
    for (let count = 0; count < 5; count += 1) await signIn('eve', 'wrong');
    const response = await signIn('eve', 'right');
    expect(response.json()).toMatchObject({ status: 429, code: 'too-many-attempts' });
    expect((await signIn('bob', 'right')).statusCode).toBe(200);
  });

  it('is not done for a page of another site', async () => {
    const response = await signIn('eve', 'right', { origin: 'https://evil.example' });
    expect(response.json()).toMatchObject({ status: 403, code: 'cross-site-request' });
  });
});

describe('a write with a session', () => {
  it('is done for a page of the server itself', async () => {
    expect((await server.app.inject(fromBrowser('https://tuskar.example:8443'))).statusCode).toBe(204);
  });

  it.each(['https://evil.example', 'https://tuskar.example', 'null', undefined])(
    'is refused for %s',
    async (origin) => {
      const response = await server.app.inject(fromBrowser(origin));
      expect(response.json()).toMatchObject({ status: 403, code: 'cross-site-request' });
      expect(server.audit.entries).toMatchObject([
        { action: 'user.delete', outcome: 'refused', status: 403 },
      ]);
    },
  );
});

it('signs out: the cookie is cleared', async () => {
  const response = await server.app.inject({
    method: 'DELETE',
    url: '/v1/session',
    headers: { host: 'h', origin: 'https://h', cookie: '__Host-tuskar=may:' },
  });
  expect(response.statusCode).toBe(204);
  expect(response.cookies[0]).toMatchObject({ name: '__Host-tuskar', value: '' });
});
