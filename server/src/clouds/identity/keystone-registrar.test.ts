import { describe, expect, it } from 'vitest';
import type { HttpReply, HttpRequest, HttpTransport } from '../openstack/transport.ts';
import { createKeystoneRegistrar } from './keystone-registrar.ts';

const access = {
  cloud: 'try',
  authUrl: 'https://198.18.0.11:5000/v3',
  region: 'RegionOne',
  adminPassword: 'admin-password',
  caCertificate: '',
};
const plan = {
  authUrl: access.authUrl,
  region: access.region,
  adminPasswordSecret: 'try/admin-keystone',
  users: [
    { name: 'nova', passwordSecret: 'try/nova-keystone' },
    { name: 'glance', passwordSecret: 'try/glance-keystone' },
  ],
  endpoints: [
    { service: 'glance', type: 'image', name: 'glance', url: 'https://198.18.0.11:9292' },
    { service: 'nova', type: 'compute', name: 'nova', url: 'https://198.18.0.11:8774/v2.1' },
  ],
};

type Row = Record<string, unknown> & { id: string };

/** As much of Keystone as registration needs: collections of rows that are listed, made and changed. */
class FakeKeystone implements HttpTransport {
  readonly rows: Record<string, Row[]> = {
    projects: [{ id: 'p-admin', name: 'admin' }],
    roles: [{ id: 'r-admin', name: 'admin' }],
    users: [{ id: 'u-admin', name: 'admin', password: access.adminPassword }],
    services: [],
    endpoints: [],
    role_assignments: [],
  };
  close = () => undefined;

  send = async ({ method, url, body }: HttpRequest): Promise<HttpReply> => {
    const path = url.slice(access.authUrl.length + 1).split('?')[0] ?? '';
    const [collection = '', ...rest] = path.split('/');
    const given = typeof body === 'string' ? (JSON.parse(body) as Record<string, Row>) : {};
    if (path === 'auth/tokens') return this.#signIn(given);
    if (method === 'GET')
      return { status: 200, headers: {}, text: JSON.stringify({ [collection]: this.rows[collection] }) };
    if (method === 'PUT') return this.#grant(rest);
    const [first] = Object.entries(given);
    const [kind, row] = first ?? ['', undefined];
    if (method === 'POST') {
      const made = { ...row, id: `${kind}-${this.rows[collection]?.length}` };
      this.rows[collection]?.push(made);
      return { status: 201, headers: {}, text: JSON.stringify({ [kind]: made }) };
    }
    Object.assign(this.rows[collection]?.find(({ id }) => id === rest[0]) ?? {}, row);
    return { status: 200, headers: {}, text: '{}' };
  };

  #grant([project, , user, , role]: string[]): HttpReply {
    this.rows['role_assignments']?.push({ id: '', role: { id: role }, user: { id: user }, scope: project });
    return { status: 204, headers: {}, text: '' };
  }

  #signIn(given: Record<string, unknown>): HttpReply {
    const { user } = (given as { auth: { identity: { password: { user: Row } } } }).auth.identity.password;
    const known = this.rows['users']?.find(({ name }) => name === user['name']);
    if (known?.['password'] !== user['password']) return { status: 401, headers: {}, text: '' };
    const token = { expires_at: '2026-11-23T05:00:00Z', user: { id: known?.id }, catalog: [] };
    return { status: 201, headers: { 'x-subject-token': 't' }, text: JSON.stringify({ token }) };
  }
}

function register(keystone: FakeKeystone, passwords = { nova: 'n1', glance: 'g1' }) {
  return createKeystoneRegistrar(() => keystone).register({
    access,
    plan,
    passwords: new Map(Object.entries(passwords)),
    log: () => undefined,
    signal: new AbortController().signal,
  });
}

describe('registration in Keystone', () => {
  it('makes users, roles, services and endpoints where there are none', async () => {
    const keystone = new FakeKeystone();
    // Project, role, two users with two roles each, two services with three endpoints each.
    expect(await register(keystone)).toMatchObject({ created: 16, changed: 0 });
    expect(keystone.rows['endpoints']).toHaveLength(6);
    expect(keystone.rows['role_assignments']).toHaveLength(4);
  });

  it('changes nothing the second time', async () => {
    const keystone = new FakeKeystone();
    await register(keystone);
    const before = structuredClone(keystone.rows);
    expect(await register(keystone)).toMatchObject({ created: 0, changed: 0 });
    expect(keystone.rows).toEqual(before);
  });

  it('corrects a password that changed and an endpoint that moved', async () => {
    const keystone = new FakeKeystone();
    await register(keystone);
    const [moved] = keystone.rows['endpoints'] ?? [];
    if (moved) moved['url'] = 'http://elsewhere';
    expect(await register(keystone, { nova: 'n2', glance: 'g1' })).toMatchObject({ created: 0, changed: 2 });
    expect(keystone.rows['users']?.find(({ name }) => name === 'nova')?.['password']).toBe('n2');
  });

  it('leaves services and endpoints of other regions alone', async () => {
    const keystone = new FakeKeystone();
    keystone.rows['endpoints']?.push({
      id: 'other',
      service_id: 'x',
      interface: 'public',
      region_id: 'RegionTwo',
      url: 'u',
    });
    await register(keystone);
    expect(keystone.rows['endpoints']?.[0]).toMatchObject({ id: 'other', url: 'u' });
  });

  it('says that the administrator is not accepted', async () => {
    const keystone = new FakeKeystone();
    for (const user of keystone.rows['users'] ?? []) user['password'] = 'changed by hand';
    await expect(register(keystone)).rejects.toMatchObject({ code: 'openstack-unauthorized' });
  });
});
