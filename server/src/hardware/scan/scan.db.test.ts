import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { password, TestBmcs, testMachine } from '@tuskar/lab/bmc/testing/lab.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { OperationDefinition } from '../../platform/operations/definition.ts';
import type { Submission } from '../../platform/operations/engine.ts';
import { startTestEngine } from '../../platform/operations/testing/test-engine.ts';
import { machineScanRun } from '../operations/machine-scan-run.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { scanCredentials } from './forget-credentials.ts';
import { probeBmc } from './probe.ts';
import { createMachineScans, type ScanRequest } from './scan.ts';

const bmcs = new TestBmcs();
let port: number;
beforeAll(async () => {
  await bmcs.start();
  await bmcs.add(testMachine('m1', 1));
  await bmcs.add(testMachine('m2', 2));
  ({ port } = bmcs);
});
afterAll(() => bmcs.stop());

async function setUp() {
  const database = await testDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-scan-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const { db, secrets } = enrolmentWorld({ database, directory }, noEngine);
  const definition = machineScanRun({ db, secrets, probe: probeBmc }) as unknown as OperationDefinition;
  const started = await startTestEngine({ database, definitions: [definition] });
  onTestFinished(started.stop);
  const submitted: Submission[] = [];
  const engine = {
    ...noEngine,
    submit: async (given: Submission) => {
      submitted.push(given);
      return given.kind === 'machine-scan.run' ? started.engine.submit(given) : ({ id: given.id } as never);
    },
  };
  const world = enrolmentWorld({ database, directory }, engine);
  const scans = createMachineScans(world);
  const right = { user: testMachine().bmc.user, password };
  const request = (more: Partial<ScanRequest> = {}): ScanRequest => ({
    range: '127.31.0.0/29',
    scheme: 'http',
    port,
    rate: 200,
    credentials: [right],
    by: 'vera',
    ...more,
  });
  return { ...world, ...started, scans, request, submitted, database };
}

let world: Awaited<ReturnType<typeof setUp>>;
beforeEach(async () => {
  world = await setUp();
});

describe('a scan', () => {
  it('asks no address outside the ranges that were allowed, and says which are', async () => {
    const { scans, request } = world;
    await expect(scans.start(request())).rejects.toMatchObject({ code: 'scan-range-refused' });
    expect(await scans.allow({ cidr: '127.31.0.9/28', note: null, by: 'ada' })).toMatchObject({
      cidr: '127.31.0.0/28',
    });
    await expect(scans.start(request({ range: '127.31.0.8-127.31.0.16' }))).rejects.toMatchObject({
      code: 'scan-range-refused',
      message: expect.stringContaining('Allowed: 127.31.0.0/28') as string,
    });
    await expect(scans.start(request({ range: '127.0.0.0/8' }))).rejects.toMatchObject({
      code: 'scan-range-too-large',
    });
    await expect(scans.start(request({ range: 'everywhere' }))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await scans.forbid('127.31.0.0/28');
    await expect(scans.forbid('127.31.0.0/28')).rejects.toMatchObject({ code: 'scan-range-not-found' });
  });

  it('finds BMCs and what they say, knows those that are known, and enrols with what was right', async () => {
    const { scans, request, untilEnded, enrolment, submitted, secrets, db } = world;
    await scans.allow({ cidr: '127.31.0.0/24', note: null, by: 'ada' });
    const known = { address: `http://127.31.0.2:${port}` };
    await enrolment.addAll([MachineEnrolment.parse({ name: 'here', bmc: known })]);
    const { id } = await scans.start(
      request({ credentials: [{ user: 'root', password: 'wrong' }, ...request().credentials] }),
    );
    expect(await untilEnded(id)).toMatchObject({
      state: 'succeeded',
      result: { new: 1, known: 1, closed: 0 },
    });
    const { candidates } = await scans.show(id);
    const { serial } = testMachine('m1', 1);
    const address = `http://127.31.0.1:${port}`;
    expect(candidates).toMatchObject([
      { address, state: 'new', serial, vendor: 'Dell Inc.', user: testMachine().bmc.user, credential: 1 },
      { state: 'known', machine: 'here', user: null },
    ]);
    expect(JSON.stringify([submitted, candidates])).not.toContain(password);
    const systemId = candidates?.[0]?.systemId ?? '';
    const one = { name: 'fresh', address, systemId };
    await scans.enrol(id, { machines: [one], inspect: true, atOnce: 4, by: 'vera' });
    expect(submitted.at(-1)).toMatchObject({
      kind: 'machine-bulk.run',
      input: { machines: [{ name: 'fresh' }] },
    });
    const row = await db
      .selectFrom('machine')
      .selectAll()
      .where('name', '=', 'fresh')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ bmc_address: address, bmc_system_id: systemId, serial });
    expect(await secrets.newest(`machine/${row.id}/bmc`)).toBe(password);
    const other = { ...one, name: 'other', address: known.address };
    await expect(
      scans.enrol(id, { machines: [other], inspect: true, atOnce: 4, by: 'vera' }),
    ).rejects.toMatchObject({
      code: 'scan-candidate-unknown',
    });
  });

  it('shows a BMC that let nobody in, and forgets its credentials after a day', async () => {
    const { scans, request, untilEnded, db, secrets } = world;
    await scans.allow({ cidr: '127.31.0.0/24', note: null, by: 'ada' });
    const credentials = [{ user: 'root', password: 'wrong' }];
    const { id } = await scans.start(request({ range: '127.31.0.1', credentials }));
    await untilEnded(id);
    expect((await scans.show(id)).candidates).toMatchObject([
      { state: 'closed', systemId: null, user: null },
    ]);
    const reconciler = scanCredentials({ db, secrets });
    const pass = () => reconciler.pass({ signal: new AbortController().signal });
    expect(await pass()).toEqual({ forgotten: 0 });
    await db
      .updateTable('machine_scan')
      .set({ created_at: new Date(Date.now() - 90_000_000) })
      .execute();
    expect(await pass()).toEqual({ forgotten: 1 });
    expect(await secrets.newest(`scan/${id}/credentials`)).toBeUndefined();
    expect(await pass()).toEqual({ forgotten: 0 });
  });
});
