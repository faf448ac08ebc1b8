import type { RouteDefinition } from '@tuskar/contract/route.ts';
import { type RouteName, routes } from '@tuskar/contract/routes.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bearer, createTestServer, sampleRequest, type TestServer } from './testing/test-server.ts';

/** Routes that anybody may call. This list may only shrink. */
const openToAll = ['system.health', 'system.openapi', 'session.create'];

const all = (Object.keys(routes) as RouteName[]).map((name) => ({
  name,
  route: routes[name] as RouteDefinition,
}));
const guarded = all.filter(({ route }) => route.access !== 'public');
const permitted = guarded.filter(({ route }) => route.access !== 'signed-in');
/** Its answer, a session, is set as a cookie; its cases are in session-routes.test.ts. */
const writes = guarded.filter(({ route }) => route.method !== 'GET');

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.app.close());

function entryOf(requestId: unknown) {
  return server.audit.entries.filter((entry) => entry.requestId === requestId);
}

describe('every route', () => {
  it('is open to all only where it is on the list', () => {
    const open = all.filter(({ route }) => route.access === 'public').map(({ name }) => name);
    expect(open.sort()).toEqual(openToAll.sort());
  });

  it.each(guarded)('$name refuses somebody unknown, and records it', async ({ name }) => {
    // Of one address, a minute's refusals beyond 60 are not recorded: docs/audit-trail.md.
    const remoteAddress = `198.18.0.${guarded.findIndex((one) => one.name === name) % 250}`;
    const response = await server.app.inject({ ...sampleRequest(name), remoteAddress });
    expect(response.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(entryOf(response.headers['x-request-id'])).toMatchObject([
      { action: name, actor: 'anonymous', outcome: 'refused', status: 401 },
    ]);
  });

  it.each(permitted)(
    '$name refuses somebody without the permission, and records it',
    async ({ name, route }) => {
      const response = await server.app.inject({ ...sampleRequest(name), headers: bearer() });
      expect(response.json()).toMatchObject({ status: 403, code: 'forbidden' });
      expect(response.json().context.permission).toBe(route.access);
      expect(entryOf(response.headers['x-request-id'])).toMatchObject([
        { action: name, actor: 'eve', outcome: 'refused', status: 403 },
      ]);
    },
  );

  it.each(writes)('$name records what was done, by whom', async ({ name, route }) => {
    const response = await server.app.inject({ ...sampleRequest(name), headers: bearer(route.access) });
    expect(response.statusCode).toBe(route.status ?? 200);
    expect(entryOf(response.headers['x-request-id'])).toMatchObject([
      { action: name, actor: 'eve', outcome: 'allowed', status: route.status ?? 200 },
    ]);
  });

  const reads = guarded.filter(({ route }) => route.method === 'GET' && route.produces === undefined);
  it.each(reads)('$name answers somebody with the permission', async ({ name, route }) => {
    const response = await server.app.inject({ ...sampleRequest(name), headers: bearer(route.access) });
    expect(response.statusCode).toBe(200);
  });

  const withBody = writes.filter(({ route }) => route.body !== undefined);
  it.each(withBody)(
    '$name names a field that it does not know, and records the failure',
    async ({ name, route }) => {
      const request = sampleRequest(name);
      const response = await server.app.inject({
        ...request,
        payload: { ...request.payload, surprise: 'secret' },
        headers: bearer(route.access),
      });
      expect(response.json()).toMatchObject({ status: 400, code: 'invalid-request' });
      expect(response.json().context.fields).toEqual([{ field: 'body.surprise', reason: 'unknown field' }]);
      const [entry] = entryOf(response.headers['x-request-id']);
      expect(entry).toMatchObject({ action: name, outcome: 'failed', status: 400 });
      expect(JSON.stringify(entry)).not.toContain('"secret"');
    },
  );
});
