import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CertificateDocument, type SigningKey } from '@tuskar/contract/certificate.ts';
import { execa } from 'execa';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { AnyHandler } from '../../platform/http/handler.ts';
import { bearer, createTestServer } from '../../platform/http/testing/test-server.ts';
import { canonicalJson } from '../../security/canonical-json.ts';
import type { MachineRow } from '../tables.ts';
import { certificateHandlers } from './certificate-routes.ts';
import { certificatesOf, erasureOf, machineIn } from './testing/certificates.ts';

let database: Database;
let directory: string;
let room: ReturnType<typeof certificatesOf>;
let machine: MachineRow;

beforeEach(async () => {
  database = await testDatabase();
  directory = mkdtempSync(join(tmpdir(), 'tuskar-certificates-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  room = certificatesOf(database, directory);
  machine = await machineIn(database, { name: 'm1' });
});

async function server() {
  const answers = certificateHandlers(room) as unknown as Record<string, AnyHandler>;
  const { app } = await createTestServer({ answers });
  onTestFinished(() => app.close());
  return async (path: string) =>
    app.inject({ url: `/v1/certificates${path}`, headers: bearer('hardware.read') });
}

/** Saves what the API gives, as `tuskar certificate save` does. */
async function save(id: string): Promise<{ id: string; key: string }> {
  const get = await server();
  const key = join(directory, 'key.pem');
  writeFileSync(key, (await get('/key')).json<{ publicKey: string }>().publicKey);
  writeFileSync(join(directory, `${id}.json`), (await get(`/${id}/document`)).rawPayload);
  writeFileSync(join(directory, `${id}.json.sig`), (await get(`/${id}/signature`)).rawPayload);
  writeFileSync(join(directory, `${id}.log`), (await get(`/${id}/log`)).rawPayload);
  return { id, key };
}

/** The commands of the documentation, in its order. */
const [openssl = '', node = '', hashes = ''] = [
  ...readFileSync(join(import.meta.dirname, '../../../../docs/erase-certificates.md'), 'utf8').matchAll(
    /```sh\n([^`]*)```/g,
  ),
].map(([, command]) => command);

async function run(command: string, { id, key }: { id: string; key: string }) {
  const path = `${dirname(process.execPath)}:${process.env['PATH']}`;
  return execa('sh', ['-euc', command], {
    cwd: directory,
    env: { ID: id, KEY: key, PATH: path },
    reject: false,
  });
}

describe('a certificate', () => {
  it('is verified by the documented commands, with the public key alone', async () => {
    const { id } = await room.certificates.issue(erasureOf(machine));
    const saved = await save(id);
    expect(await run(openssl, saved)).toMatchObject({
      exitCode: 0,
      stdout: 'Signature Verified Successfully',
    });
    expect(await run(node, saved)).toMatchObject({ exitCode: 0, stdout: 'valid' });
    const { exitCode, stdout } = await run(hashes, saved);
    expect([exitCode, stdout]).toEqual([0, await room.signer.keyId()]);
  });

  it('stays valid by the key that signed it when another one signs, and not by that', async () => {
    const first = await save((await room.certificates.issue(erasureOf(machine))).id);
    const before = await room.signer.key();
    const after = await room.signer.rotate();
    expect(after).toMatchObject({ signs: true });
    expect(after.id).not.toBe(before.id);
    expect(after.publicKey).not.toBe(before.publicKey);

    const second = await room.certificates.issue(erasureOf(machine));
    expect(second.keyId).toBe(after.id);
    for (const command of [openssl, node]) expect(await run(command, first)).toMatchObject({ exitCode: 0 });
    writeFileSync(first.key, after.publicKey);
    expect((await run(openssl, first)).exitCode).not.toBe(0);

    const get = await server();
    const { items } = (await get('/keys')).json<{ items: SigningKey[] }>();
    expect(items.map(({ id, signs }) => [id, signs])).toEqual([
      [after.id, true],
      [before.id, false],
    ]);
    expect((await get(`/key?id=${before.id}`)).json()).toMatchObject({
      publicKey: before.publicKey,
      signs: false,
    });
  });

  it('is not verified once a byte of it has changed, nor by another key', async () => {
    const { id } = await room.certificates.issue(erasureOf(machine));
    const saved = await save(id);
    const path = join(directory, `${id}.json`);
    const document = readFileSync(path, 'utf8');
    writeFileSync(path, document.replace('S4YNX0', 'S4YNX1'));
    expect((await run(openssl, saved)).exitCode).toBe(1);
    expect(await run(node, saved)).toMatchObject({ exitCode: 1, stdout: 'NOT VALID' });

    writeFileSync(path, document);
    await execa('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', join(directory, 'other')]);
    await execa('openssl', ['pkey', '-in', join(directory, 'other'), '-pubout', '-out', saved.key]);
    expect((await run(openssl, saved)).exitCode).toBe(1);
  });

  it('is canonical JSON that says all of it', async () => {
    const { id } = await room.certificates.issue(erasureOf(machine));
    const get = await server();
    const { body, headers } = await get(`/${id}/document`);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${id}.json"`,
    });
    const document = CertificateDocument.parse(JSON.parse(body));
    expect(canonicalJson(document)).toBe(body);
    expect(document).toMatchObject({
      machine: { name: 'm1', id: machine.id, serial: 'SN-m1' },
      operation: { requestedBy: 'vera', reason: 'its lease ends' },
      disks: [{ serial: 'S4YNX0', method: 'ata-sanitize-block-erase', class: 'purge' }],
      log: { lines: 2 },
      tuskar: { version: '1.2.3', keyId: await room.signer.keyId() },
      simulated: false,
    });
  });

  it('says what was not erased, and why, in the document and on the page', async () => {
    const stick = {
      name: '/dev/sdz',
      serial: 'STICK',
      model: null,
      bytes: 8e9,
      reason: 'it is removable and on USB',
    };
    const { id } = await room.certificates.issue(erasureOf(machine, { leftOut: [stick] }));
    const get = await server();
    expect(CertificateDocument.parse((await get(`/${id}/document`)).json()).leftOut).toEqual([stick]);
    expect((await get(`/${id}/page`)).body).toContain('STICK, 8 GB: it is removable and on USB');
  });

  it('is one for an operation, however often it is asked for', async () => {
    const erasure = erasureOf(machine);
    const issued = await Promise.all([1, 2, 3].map(() => room.certificates.issue(erasure)));
    expect(new Set(issued.map(({ id }) => id)).size).toBe(1);
    expect(await database.db.selectFrom('event').select('type').execute()).toEqual([
      { type: 'certificate.issued' },
    ]);
  });

  it('survives text that nobody should send', async () => {
    const erasure = erasureOf({ ...machine, model: 'a\0b\uD800<script>' });
    const { id } = await room.certificates.issue(erasure);
    expect((await run(openssl, await save(id))).exitCode).toBe(0);
    expect((await (await server())(`/${id}/page`)).body).not.toContain('<script>');
  });

  it('is a page that needs nothing from elsewhere', async () => {
    const { id } = await room.certificates.issue(erasureOf(machine));
    const { body, headers } = await (await server())(`/${id}/page`);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const style = /<style>([^<]*)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
    expect(body).not.toMatch(/<script|(src|href)=/);
    for (const text of ['m1', 'S4YNX0', '480.1 GB', 'Purge', 'vera', await room.signer.keyId()])
      expect(body).toContain(text);
    expect(body).not.toContain('is simulated');
  });

  it('of a simulated machine says so', async () => {
    const simulated = await machineIn(database, { name: 's1', provider: 'simulated' });
    const { id } = await room.certificates.issue(erasureOf(simulated));
    expect((await (await server())(`/${id}/page`)).body).toContain('This machine is simulated');
  });

  it.each([
    "UPDATE erase_certificate SET log = ''",
    'DELETE FROM erase_certificate',
    'TRUNCATE erase_certificate CASCADE',
    'DELETE FROM signing_key',
    'TRUNCATE signing_key CASCADE',
  ])('is kept: %s is refused', async (statement) => {
    await room.certificates.issue(erasureOf(machine));
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('kept for ever');
  });
});

describe('certificates', () => {
  it('are found by machine and by disk, newest first, in pages', async () => {
    const other = await machineIn(database, { name: 'm2' });
    const first = await room.certificates.issue(erasureOf(machine));
    const [disk] = erasureOf(other).disks;
    if (disk === undefined) throw new Error('the sample has no disk');
    const second = await room.certificates.issue(
      erasureOf(other, { disks: [{ ...disk, serial: 'ZL2A', wwn: '0x9' }] }),
    );
    const get = await server();
    const ids = async (query: string) =>
      (await get(query)).json<{ items: { id: string }[] }>().items.map(({ id }) => id);
    expect(await ids('')).toEqual([second.id, first.id]);
    expect(await ids('?machine=m1')).toEqual([first.id]);
    expect(await ids('?disk=ZL2A')).toEqual([second.id]);
    expect(await ids('?disk=0x9')).toEqual([second.id]);
    const { nextCursor } = (await get('?limit=1')).json<{ nextCursor: string }>();
    expect(await ids(`?limit=1&cursor=${nextCursor}`)).toEqual([first.id]);
    expect((await get('/nothing')).json()).toMatchObject({ code: 'certificate-not-found' });
    expect((await get('/key?id=nothing')).json()).toMatchObject({ code: 'signing-key-not-found' });
  });
});

describe('retirement, in the database', () => {
  const retire = (name: string) =>
    database.db.updateTable('machine').set({ state: 'retired' }).where('name', '=', name).execute();
  const hold = (name: string, operation: string) =>
    database.db.updateTable('machine').set({ operation }).where('name', '=', name).execute();
  const record = (certificate: string | null, reason: string | null, machine_id = machine.id) =>
    database.db
      .insertInto('machine_retirement')
      .values({ machine_id, machine: 'm1', certificate, reason, retired_by: 'vera' })
      .execute();

  it('takes a certificate of this erasure', async () => {
    const { id, operation } = await room.certificates.issue(erasureOf(machine));
    await hold('m1', operation);
    await expect(retire('m1')).rejects.toThrow('cannot be retired');
    await record(id, null);
    await retire('m1');
  });

  it('takes no certificate of an earlier erasure, for another goal, or of another machine', async () => {
    const { id } = await room.certificates.issue(erasureOf(machine));
    await record(id, null);
    await hold('m1', 'op-later');
    await expect(retire('m1')).rejects.toThrow('cannot be retired');

    const ready = await machineIn(database, { name: 'm2' });
    const other = await room.certificates.issue(erasureOf(ready, { goal: 'ready' }));
    await hold('m2', other.operation);
    await record(other.id, null, ready.id);
    await expect(retire('m2')).rejects.toThrow('cannot be retired');

    const foreign = await machineIn(database, { name: 'm3' });
    await record(id, null, foreign.id);
    await expect(retire('m3')).rejects.toThrow('cannot be retired');
  });

  it('takes a recorded reason, and no empty one', async () => {
    await expect(record(null, ' ')).rejects.toThrow('machine_retirement_check');
    await expect(record(null, null)).rejects.toThrow('machine_retirement_check');
    await record(null, 'it burnt down');
    await retire('m1');
  });

  it('cannot be a machine from its first moment on, but for a simulated one', async () => {
    await expect(machineIn(database, { name: 'm4', state: 'retired' })).rejects.toThrow('cannot be retired');
    await machineIn(database, { name: 's1', state: 'retired', provider: 'simulated' });
  });
});
