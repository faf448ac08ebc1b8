import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { openKeyRing } from './key-ring.ts';
import { createSealer } from './sealing.ts';
import { createSecrets, type Secrets } from './secrets.ts';

let db: Db;
let secrets: Secrets;
beforeEach(async () => {
  ({ db } = await testDatabase());
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-keys-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  secrets = createSecrets({ db, sealer: createSealer(openKeyRing(directory)) });
});

describe('a secret', () => {
  it('is made once, of its kind', async () => {
    const forms = {
      password: /^[A-Za-z0-9]{32}$/,
      fernet: /^[A-Za-z0-9_-]{43}=$/,
      uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4/,
      'tls-key': /^-----BEGIN PRIVATE KEY-----/,
    } as const;
    for (const [kind, form] of Object.entries(forms)) {
      const request = { name: `try/${kind}`, kind: kind as keyof typeof forms };
      const version = await secrets.getOrCreate(request);
      const value = await secrets.read({ name: request.name, version });
      expect(value).toMatch(form);
      expect(await secrets.getOrCreate(request)).toBe(version);
    }
  });

  it('is one, however many ask for it at once', async () => {
    const request = { name: 'try/keystone', kind: 'password' } as const;
    const versions = await Promise.all(Array.from({ length: 20 }, () => secrets.getOrCreate(request)));
    expect(new Set(versions)).toEqual(new Set([1]));
  });

  it('does not stand in the database', async () => {
    await secrets.getOrCreate({ name: 'try/keystone', kind: 'password' });
    const value = await secrets.read({ name: 'try/keystone', version: 1 });
    const { rows } = await sql<{ text: string }>`SELECT secret::text AS text FROM secret`.execute(db);
    expect(rows.map(({ text }) => text).join()).not.toContain(value);
  });

  it('gets a new version when it is rotated, and the old one stays', async () => {
    const request = { name: 'try/keystone', kind: 'password' } as const;
    await secrets.getOrCreate(request);
    const old = await secrets.read({ ...request, version: 1 });
    expect(await secrets.rotate(request)).toBe(2);
    expect(await secrets.read({ ...request, version: 1 })).toBe(old);
    expect(await secrets.read({ ...request, version: 2 })).not.toBe(old);
    expect(await secrets.versions('try/')).toEqual(new Map([['try/keystone', 2]]));
  });

  it('can be one that somebody else chose; the same again is no new version', async () => {
    const given = { name: 'machine/m1/bmc', value: 'calvin' };
    expect(await secrets.newest(given.name)).toBeUndefined();
    expect(await secrets.put(given)).toBe(1);
    expect(await secrets.put(given)).toBe(1);
    expect(await secrets.put({ ...given, value: 'root' })).toBe(2);
    expect(await secrets.newest(given.name)).toBe('root');
    expect(await secrets.read({ name: given.name, version: 1 })).toBe('calvin');
  });

  it('is forgotten with its prefix, and with no other', async () => {
    await secrets.getOrCreate({ name: 'try/a', kind: 'uuid' });
    await secrets.getOrCreate({ name: 'try%/a', kind: 'uuid' });
    await secrets.forget('try/');
    await expect(secrets.read({ name: 'try/a', version: 1 })).rejects.toMatchObject({
      code: 'secret-not-found',
    });
    expect(await secrets.versions('')).toEqual(new Map([['try%/a', 1]]));
  });
});

describe('a certificate', () => {
  const request = {
    name: 'try/public.crt',
    kind: 'tls-certificate',
    hosts: ['198.18.32.10', 'try'],
  } as const;
  const ask = (hosts: string[] = [...request.hosts]) => secrets.getOrCreate({ ...request, hosts });

  it('belongs to the key of the same stem, and to the authority, whichever is asked for first', async () => {
    await ask();
    await secrets.getOrCreate({ name: 'try/public.key', kind: 'tls-key' });
    await secrets.getOrCreate({ name: 'ca.crt', kind: 'ca-certificate' });
    const certificate = new X509Certificate(await secrets.read({ name: 'try/public.crt', version: 1 }));
    const { createPrivateKey } = await import('node:crypto');
    const key = createPrivateKey(await secrets.read({ name: 'try/public.key', version: 1 }));
    const authority = new X509Certificate(await secrets.read({ name: 'ca.crt', version: 1 }));
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.checkIP('198.18.32.10')).toBe('198.18.32.10');
  });

  it('is made anew for a host that it does not name', async () => {
    expect(await ask()).toBe(1);
    expect(await ask()).toBe(1);
    expect(await ask([...request.hosts, '198.18.32.11'])).toBe(2);
    expect(await ask()).toBe(2);
  });

  it('comes from one authority, however many make the first one', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => secrets.authority()));
    expect(new Set(made.map(({ certificate }) => certificate)).size).toBe(1);
  });
});
