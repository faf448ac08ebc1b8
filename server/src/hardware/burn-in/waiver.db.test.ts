import { expect, it } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { createEventBus } from '../../platform/events/create-event-bus.ts';
import { silentLogger } from '../../platform/log/logger.ts';
import { getMachine } from '../store.ts';
import { addMachine } from '../testing/acceptance-world.ts';
import { listFindings, replaceFindings, toFinding } from './finding-store.ts';
import { ensureBurnIn, getBurnIn, updateBurnIn } from './store.ts';
import { waiveFinding, waiverExpiry } from './waiver.ts';

const burnIn = '0190f0d4-0000-7cc3-98c4-dc0c0c07398f';

async function setUp() {
  const database = await testDatabase();
  const { db } = database;
  const events = createEventBus({ database, log: silentLogger() });
  await addMachine(db, 'm1', { state: 'ready' });
  await ensureBurnIn(db, {
    id: burnIn,
    machine: 'm1',
    profile: 'quick',
    tests: [],
    parts: null,
    partner: null,
    operation: 'op-1',
    requestedBy: 'vera',
  });
  await updateBurnIn(db, burnIn, { state: 'failed', ended_at: new Date() });
  const find = () =>
    db.transaction().execute((tx) =>
      replaceFindings(tx, {
        burnIn,
        machine: 'm1',
        findings: [
          {
            kind: 'slow',
            test: 'disk',
            part: { kind: 'disk', serial: 'S1', place: 'bay 1' },
            metric: 'read-throughput',
            value: 90,
            unit: 'MB/s',
            median: 200,
            deviation: Number.NEGATIVE_INFINITY,
            siblings: 15,
            title: 'disk S1 in bay 1: read throughput 90 MB/s, its 15 siblings 200 MB/s',
          },
        ],
      }),
    );
  await find();
  return { db, events, find };
}

const given = (expiresAt: string) => ({
  reason: 'spare on its way',
  owner: 'storage',
  by: 'vera',
  expiresAt,
});
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const signal = new AbortController().signal;

it('holds for the same thing found again, until it expires and the machine goes back', async () => {
  const { db, events, find } = await setUp();
  const [finding] = await listFindings(db, burnIn);
  expect.assert(finding !== undefined);
  // Infinity is no JSON.
  expect(JSON.parse(JSON.stringify(toFinding(finding)))).toMatchObject({ deviation: -9999, waiver: null });
  await waiveFinding({ db, events }, finding.id, given(tomorrow()));
  expect(await getBurnIn(db, burnIn)).toMatchObject({ open_findings: '0' });
  await find();
  expect((await listFindings(db, burnIn)).map(({ waiver }) => waiver?.owner)).toEqual(['storage']);

  const reconciler = waiverExpiry({ db, events });
  expect(await reconciler.pass({ signal })).toEqual({ expired: 0, quarantined: [] });
  await db
    .updateTable('finding_waiver')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute();
  expect(await getBurnIn(db, burnIn)).toMatchObject({ open_findings: '1' });
  expect(await reconciler.pass({ signal })).toEqual({ expired: 1, quarantined: ['m1'] });
  expect(await getMachine(db, 'm1')).toMatchObject({
    state: 'quarantined',
    state_reason: 'the waiver of a finding has expired',
    failure: { remedy: 'Replace disk S1 in bay 1, then: tuskar machine retest m1' },
  });
  expect(await reconciler.pass({ signal })).toEqual({ expired: 0, quarantined: [] });
});

it('leaves a machine in use where it is', async () => {
  const { db, events } = await setUp();
  const [finding] = await listFindings(db, burnIn);
  await waiveFinding({ db, events }, finding?.id ?? '', given(tomorrow()));
  await db.updateTable('machine').set({ state: 'in-use' }).execute();
  await db
    .updateTable('finding_waiver')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute();
  expect(await waiverExpiry({ db, events }).pass({ signal })).toEqual({ expired: 1, quarantined: [] });
  expect(await getMachine(db, 'm1')).toMatchObject({ state: 'in-use' });
});

it('refuses an expiry that is past, or years ahead', async () => {
  const { db, events } = await setUp();
  const [finding] = await listFindings(db, burnIn);
  for (const expiresAt of ['2020-01-01T00:00:00Z', '2090-01-01T00:00:00Z']) {
    await expect(waiveFinding({ db, events }, finding?.id ?? '', given(expiresAt))).rejects.toMatchObject({
      code: 'waiver-invalid',
    });
  }
});
