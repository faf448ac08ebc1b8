import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import type { Submission } from '../../platform/operations/engine.ts';
import { getMachine } from '../store.ts';
import { enrolmentWorld, noEngine } from '../testing/enrolment-world.ts';
import { createMachineImport, type MachineImport } from './machine-import.ts';

let world: ReturnType<typeof enrolmentWorld>;
let imports: MachineImport;
let submitted: Submission[];

beforeEach(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tuskar-import-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  submitted = [];
  const submit = async (given: Submission) => {
    if (given.requestedBy === 'nobody') throw new TuskarError('subject-busy', 'It is held.');
    submitted.push(given);
    return { id: given.id } as never;
  };
  world = enrolmentWorld({ database: await testDatabase(), directory }, { ...noEngine, submit });
  imports = createMachineImport(world);
});

const node = (index: number, more: object = {}) => ({
  pm_type: 'redfish',
  pm_addr: `https://198.18.48.${index}`,
  pm_system_id: '/redfish/v1/Systems/1',
  pm_user: 'admin',
  pm_password: 'calvin the first',
  name: `node-${index}`,
  ports: [{ address: `aa:bb:cc:00:00:${String(index).padStart(2, '0')}` }],
  ...more,
});
const macOf = (index: number) => `aa:bb:cc:01:00:${index.toString(16).padStart(2, '0')}`;
const fileOf = (...nodes: object[]) => ({
  file: 'nodes.json',
  content: JSON.stringify({ nodes }),
  provider: 'simulated' as const,
});
const run = (file: ReturnType<typeof fileOf>) => imports.run(file, { inspect: true, atOnce: 8, by: 'vera' });

describe('importing a file', () => {
  it('adds what is new with its password sealed, and enrols it, so many at once', async () => {
    const uuid = 'a3b1c2d4-0000-4000-8000-000000000001';
    const { added, known, operation } = await run(fileOf(node(1, { uuid }), node(2)));
    expect({ added, known }).toEqual({ added: ['node-1', 'node-2'], known: [] });
    expect(operation).not.toBeNull();
    expect(submitted).toMatchObject([
      {
        kind: 'machine-bulk.run',
        requestedBy: 'vera',
        input: { atOnce: 8, action: { action: 'enrol', inspect: true } },
      },
    ]);
    expect(JSON.stringify(submitted)).not.toContain('calvin');
    const row = await getMachine(world.db, 'node-1');
    expect(row).toMatchObject({ id: uuid, state: 'enrolling', bmc_address: 'https://198.18.48.1' });
    expect(await world.secrets.newest(`machine/${uuid}/bmc`)).toBe('calvin the first');
  });

  it('leaves no machine that nobody enrols, where the operation for it cannot be queued', async () => {
    const call = imports.run(fileOf(node(1)), { inspect: true, atOnce: 8, by: 'nobody' });
    await expect(call).rejects.toMatchObject({ code: 'subject-busy' });
    expect(await world.db.selectFrom('machine').select('name').execute()).toEqual([]);
    expect((await run(fileOf(node(1)))).added).toEqual(['node-1']);
  });

  it('again does nothing: by MAC address, BMC or UUID, whatever its name is now', async () => {
    const uuid = 'a3b1c2d4-0000-4000-8000-000000000001';
    await run(fileOf(node(1), node(2), node(3, { uuid })));
    const again = await run(
      fileOf(
        node(1, { pm_addr: 'https://198.18.49.1', name: 'renamed' }),
        node(2, { ports: [], name: 'other' }),
        node(3, { uuid, pm_addr: 'https://198.18.49.3', ports: [] }),
      ),
    );
    expect(again).toEqual({ added: [], known: ['node-1', 'node-2', 'node-3'], operation: null });
    expect(submitted).toHaveLength(1);
  });

  it('shows first what it would do, and does nothing', async () => {
    await run(fileOf(node(1)));
    const preview = await imports.preview(fileOf(node(1), node(2, { _comment: 'DC1 / R1 / U10' })));
    expect(preview).toMatchObject({
      format: 'instackenv',
      added: 1,
      known: 1,
      problems: [],
      machines: [
        { name: 'node-1', machine: 'node-1' },
        { name: 'node-2', machine: null, password: true, place: { site: 'DC1', rack: 'R1', unit: 10 } },
      ],
    });
    expect(JSON.stringify(preview)).not.toContain('calvin');
    expect(await world.db.selectFrom('machine').select('name').execute()).toEqual([{ name: 'node-1' }]);
  });

  it('says of a value that no machine may have that it cannot be kept, and takes nothing', async () => {
    const long = {
      pm_user: 'u'.repeat(256),
      ports: Array.from({ length: 65 }, (_, at) => ({ address: macOf(at) })),
    };
    await expect(run(fileOf(node(1), node(2, long)))).rejects.toMatchObject({
      code: 'import-invalid',
      context: {
        problems: [
          {
            item: 'nodes[1]',
            field: 'bmc.user',
            reason: expect.stringContaining('cannot be kept') as string,
          },
          { item: 'nodes[1]', field: 'macs', reason: expect.stringContaining('cannot be kept') as string },
        ],
      },
    });
    expect(await world.db.selectFrom('machine').select('name').execute()).toEqual([]);
    expect(submitted).toEqual([]);
  });

  it('takes all or nothing: a machine that is two, a name that is taken, and what stands twice', async () => {
    await run(fileOf(node(1), node(2)));
    const bmc = { address: 'b9' };
    await world.enrolment.addAll([MachineEnrolment.parse({ name: 'taken', provider: 'simulated', bmc })]);
    const wrong = fileOf(
      node(1, { ports: [{ address: 'aa:bb:cc:00:00:02' }] }),
      node(4, { name: 'taken' }),
      node(5),
      node(5, { name: 'five-again', ports: [] }),
      node(6),
    );
    await expect(run(wrong)).rejects.toMatchObject({
      code: 'import-invalid',
      context: {
        problems: [
          {
            item: 'nodes[3]',
            field: 'pm_addr',
            reason: expect.stringContaining('is that of nodes[2] too') as string,
          },
          {
            item: 'nodes[0]',
            reason: 'is more than one machine: node-1 by its BMC, node-2 by its MAC address',
          },
          { item: 'nodes[1]', field: 'name', reason: 'taken is another machine, with another BMC' },
        ],
      },
    });
    expect(await world.db.selectFrom('machine').select('name').orderBy('name').execute()).toHaveLength(3);
  });
});
