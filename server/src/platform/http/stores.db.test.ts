import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openKeyRing } from '../../security/key-ring.ts';
import { createSealer } from '../../security/sealing.ts';
import type { Db } from '../database/connect.ts';
import { testDatabase } from '../database/testing/test-database.ts';
import type { IdempotencyStore } from './idempotency.ts';
import { createIdempotencyStore, deleteOldAnswers } from './idempotency-store.ts';
import { createResourceLock } from './resource-lock.ts';

let db: Db;
let store: IdempotencyStore;
beforeEach(async () => {
  ({ db } = await testDatabase());
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-keys-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  store = createIdempotencyStore({ db, sealer: createSealer(openKeyRing(directory)) });
});

const key = { actor: 'eve', key: 'k' };
const answer = { status: 201, body: '{"secret":"tsk_hunter2"}' };

describe('answers for repeated requests', () => {
  it('are claimed by one of many', async () => {
    const claims = await Promise.all(Array.from({ length: 10 }, () => store.claim(key, 'd')));
    expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
    expect(claims.filter(({ state }) => state === 'taken')).toHaveLength(9);
  });

  it('are given again to the one who asked, and to nobody else', async () => {
    await store.claim(key, 'd');
    await store.keep(key, answer);
    expect(await store.claim(key, 'd')).toEqual({ state: 'taken', digest: 'd', answer });
    expect(await store.claim({ ...key, actor: 'bob' }, 'd')).toEqual({ state: 'claimed' });
  });

  it('hold no secret that the database could give away', async () => {
    await store.claim(key, 'd');
    await store.keep(key, answer);
    const { rows } = await sql<{ text: string }>`SELECT k::text AS text FROM idempotency_key k`.execute(db);
    expect(rows[0]?.text).not.toContain('hunter2');
  });

  it('are forgotten after a day, and where the process that worked on them died', async () => {
    await store.claim(key, 'd');
    await sql`UPDATE idempotency_key SET created_at = now() - interval '10 minutes'`.execute(db);
    expect(await store.claim(key, 'e')).toEqual({ state: 'claimed' });
    await store.keep(key, answer);
    await sql`UPDATE idempotency_key SET created_at = now() - interval '23 hours'`.execute(db);
    expect(await store.claim(key, 'e')).toMatchObject({ state: 'taken' });
    await sql`UPDATE idempotency_key SET created_at = now() - interval '25 hours'`.execute(db);
    expect(await store.claim(key, 'f')).toEqual({ state: 'claimed' });
    await sql`UPDATE idempotency_key SET created_at = now() - interval '25 hours'`.execute(db);
    expect(await deleteOldAnswers(db)).toBe(1);
  });

  it('are not taken from a request that is at work for long', async () => {
    await store.claim(key, 'd');
    await sql`UPDATE idempotency_key SET created_at = now() - interval '9 seconds'`.execute(db);
    const young = sql<{
      young: boolean;
    }>`SELECT created_at > now() - interval '5 seconds' AS young FROM idempotency_key`;
    await expect.poll(async () => (await young.execute(db)).rows[0]?.young, { timeout: 5000 }).toBe(true);
    await store.release(key);
  });
});

describe('the lock of a resource', () => {
  it('lets one at a time in, of several processes', async () => {
    const one = createResourceLock({ db });
    const other = createResourceLock({ db });
    let inside = 0;
    let most = 0;
    const enter = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sql`SELECT pg_sleep(0.01)`.execute(db);
      inside -= 1;
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) => (turn % 2 === 0 ? one : other)('/v1/users/eve', enter)),
    );
    expect(most).toBe(1);
  });

  it('is free again after a failure', async () => {
    const lock = createResourceLock({ db });
    await expect(lock('/x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lock('/x', async () => 1)).toBe(1);
  });
});
