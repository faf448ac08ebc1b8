import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bearer, createTestServer, type TestServer } from './testing/test-server.ts';

const eve = {
  name: 'eve',
  role: 'viewer',
  createdAt: '2026-11-23T00:00:00.000Z',
  lastSignInAt: null,
  disabled: false,
};
const headers = bearer('user.read', 'user.manage');

let server: TestServer;
let made = 0;

beforeEach(async () => {
  let user = eve;
  made = 0;
  server = await createTestServer({
    answers: {
      'user.show': async () => user,
      'user.list': async () => ({ items: [user], nextCursor: null }),
      'user.create': async () => {
        made += 1;
        return { ...user, name: `eve-${made}` };
      },
      'user.update': async ({ body }) => (user = { ...user, ...(body as object) }),
    },
  });
});
afterEach(() => server.app.close());

const show = (more = {}) => server.app.inject({ url: '/v1/users/eve', headers: { ...headers, ...more } });
const update = (role: string, more = {}) =>
  server.app.inject({
    method: 'PATCH',
    url: '/v1/users/eve',
    headers: { ...headers, ...more },
    payload: { role },
  });
const create = (key: string, more = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/v1/users',
    headers: { ...headers, 'idempotency-key': key },
    payload: { name: 'eve', role: 'viewer', password: '0123456789ab', ...more },
  });

describe('ETag', () => {
  it('is the same while the resource is the same, and saves sending it', async () => {
    const etag = (await show()).headers['etag'];
    expect((await show()).headers['etag']).toBe(etag);
    expect((await show({ 'if-none-match': etag })).statusCode).toBe(304);
    await update('operator');
    expect((await show({ 'if-none-match': etag })).statusCode).toBe(200);
  });

  it('lets a change pass that is based on what is there now, and no other', async () => {
    const etag = (await show()).headers['etag'];
    expect((await update('operator', { 'if-match': etag })).statusCode).toBe(200);
    const late = await update('administrator', { 'if-match': etag });
    expect(late.json()).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect((await show()).json()).toMatchObject({ role: 'operator' });
  });

  it('cannot be asked of what has none', async () => {
    const response = await server.app.inject({
      method: 'DELETE',
      url: '/v1/tokens/x',
      headers: { ...headers, 'if-match': '"x"' },
    });
    expect(response.json()).toMatchObject({ status: 400, code: 'invalid-request' });
  });
});

describe('Idempotency-Key', () => {
  it('gives the first answer again and does nothing twice', async () => {
    const first = await create('k1');
    const second = await create('k1');
    expect(second.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(made).toBe(1);
    expect((await create('k2')).json()).toMatchObject({ name: 'eve-2' });
  });

  it('is refused for another request', async () => {
    await create('k1');
    expect((await create('k1', { role: 'operator' })).json()).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  it('does not keep a refusal', async () => {
    expect((await create('k1', { password: 'short' })).statusCode).toBe(400);
    expect((await create('k1')).statusCode).toBe(201);
  });
});

describe('fields', () => {
  it('keeps only the fields that are asked for', async () => {
    const response = await server.app.inject({ url: '/v1/users?fields=name,role', headers });
    expect(response.json()).toEqual({ items: [{ name: 'eve', role: 'viewer' }], nextCursor: null });
  });

  it('names a field that items do not have', async () => {
    const response = await server.app.inject({ url: '/v1/users?fields=name,rule', headers });
    expect(response.json().detail).toContain("no such field 'rule'");
  });
});
