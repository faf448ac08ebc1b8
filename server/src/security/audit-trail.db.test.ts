import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../platform/database/connect.ts';
import { testDatabase } from '../platform/database/testing/test-database.ts';
import { silentLogger } from '../platform/log/logger.ts';
import type { AuditedWrite } from './audit.ts';
import { checkChain, entryHash, genesisHash, listEntries } from './audit-store.ts';
import { canonicalJson } from './canonical-json.ts';
import { type AuditKeeper, createAuditTrail } from './create-audit-trail.ts';

let db: Db;
let audit: AuditKeeper;
beforeEach(async () => {
  ({ db } = await testDatabase());
  audit = createAuditTrail({ db, log: silentLogger() });
});

function write(requestId: string): AuditedWrite {
  return {
    actor: 'eve',
    action: 'cloud.execute',
    subject: { type: 'cloud', name: 'try' },
    requestId,
    remoteAddress: '127.0.0.1',
    detail: { body: { reason: 'ünï\0code', nested: { z: 1.5, a: [null] } } },
  };
}

const allowed = { outcome: 'allowed', status: 202 } as const;

async function fill(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) await audit.append(write(`r${number}`), allowed);
}

/** As somebody with the rights of the database's owner could. */
async function tamper(statement: string): Promise<void> {
  await sql.raw('ALTER TABLE audit_entry DISABLE TRIGGER ALL').execute(db);
  await sql.raw(statement).execute(db);
  await sql.raw('ALTER TABLE audit_entry ENABLE TRIGGER ALL').execute(db);
}

describe('the chain', () => {
  it('is intact from the first entry on, and can be followed without Tuskar', async () => {
    expect(await checkChain(db)).toEqual({ entries: 0, firstBroken: null, headHash: genesisHash });
    await fill(5);
    const entries = (await listEntries(db, { limit: 10 })).toReversed();
    let previous = genesisHash;
    for (const { hash, previousHash, ...content } of entries) {
      expect(previousHash).toBe(previous);
      expect(entryHash(previousHash, canonicalJson(content))).toBe(hash);
      previous = hash;
    }
    expect(await checkChain(db)).toEqual({ entries: 5, firstBroken: null, headHash: previous });
  });

  it('stays whole under many writers at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, number) => audit.append(write(`p${number}`), allowed)));
    expect(await checkChain(db)).toMatchObject({ entries: 30, firstBroken: null });
  });

  it.each([
    [
      'an entry was rewritten',
      `UPDATE audit_entry SET content = replace(content, 'eve', 'bob') WHERE seq = 3`,
      3,
    ],
    ['an entry was taken out', `DELETE FROM audit_entry WHERE seq = 3`, 4],
    ['the first entries were taken out', `DELETE FROM audit_entry WHERE seq <= 2`, 3],
    [
      'an entry was rewritten together with its hash',
      `UPDATE audit_entry SET content = replace(content, 'eve', 'bob'),
         hash = encode(sha256(convert_to(previous_hash || E'\\n' || replace(content, 'eve', 'bob'), 'UTF8')), 'hex')
       WHERE seq = 3`,
      4,
    ],
    [
      'two entries changed places',
      `UPDATE audit_entry a SET content = b.content, hash = b.hash, previous_hash = b.previous_hash
       FROM audit_entry b WHERE a.seq IN (2, 3) AND b.seq = 5 - a.seq`,
      2,
    ],
  ])('tells where %s', async (_what, statement, firstBroken) => {
    await fill(5);
    await tamper(statement);
    expect(await checkChain(db)).toMatchObject({ firstBroken });
  });

  it.each(["UPDATE audit_entry SET content = '{}'", 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'])(
    'refuses %s',
    async (statement) => {
      await fill(1);
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('the audit trail is append-only');
    },
  );
});

describe('a write', () => {
  it('has one entry, with what was known before and what came of it', async () => {
    await audit.begin(write('r1'));
    expect(await listEntries(db, { limit: 10 })).toEqual([]);
    await audit.end('r1', { ...allowed, detail: { made: 'op-1' } });
    expect(await listEntries(db, { limit: 10 })).toMatchObject([
      { seq: 1, actor: 'eve', requestId: 'r1', status: 202, detail: { made: 'op-1' } },
    ]);
  });

  it('has its entry also where its process died in it', async () => {
    await audit.begin(write('r1'));
    expect(await audit.sweep()).toBe(0);
    await sql`UPDATE audit_begun SET begun_at = now() - interval '1 hour'`.execute(db);
    const [one, other] = await Promise.all([
      audit.sweep(),
      createAuditTrail({ db, log: silentLogger() }).sweep(),
    ]);
    expect(one + other).toBeGreaterThanOrEqual(1);
    expect(await listEntries(db, { limit: 10 })).toMatchObject([
      { requestId: 'r1', outcome: 'failed', detail: { interrupted: true } },
    ]);
  });
});

it('is found by the token that it was done by', async () => {
  const token = { id: '7d1fa0c25e83', description: 'nightly build' };
  await fill(1);
  await audit.append({ ...write('r2'), token }, allowed);
  expect(await listEntries(db, { limit: 9, token: token.id })).toMatchObject([
    { seq: 2, actor: 'eve', token },
  ]);
  expect(await listEntries(db, { limit: 9, actor: 'eve' })).toHaveLength(2);
  expect(await checkChain(db)).toMatchObject({ entries: 2, firstBroken: null });
});

it('is found by who, what and how it ended, newest first', async () => {
  await fill(3);
  await audit.append({ ...write('r4'), actor: 'bob' }, { outcome: 'refused', status: 403 });
  expect((await listEntries(db, { limit: 2, actor: 'eve' })).map(({ seq }) => seq)).toEqual([3, 2]);
  expect((await listEntries(db, { limit: 9, before: '3' })).map(({ seq }) => seq)).toEqual([2, 1]);
  expect((await listEntries(db, { limit: 9, outcome: 'refused' })).map(({ actor }) => actor)).toEqual([
    'bob',
  ]);
});
