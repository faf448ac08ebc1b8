import { KeeperClient } from '@tuskar/lab/keeper/client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forBoots, hardwareLab } from './hardware-lab.ts';
import { installationFor } from './installation.ts';

const tuskar = installationFor('e2e-burn-in', 8458);
const keeper = new KeeperClient({ socketPath: `${tuskar.run}/keeper.sock` });
const lab = hardwareLab(tuskar);
const { show } = lab;
const names = ['machine-1', 'machine-2'] as const;

async function stateOfStep(machine: string, step: string): Promise<string | undefined> {
  const { operation } = await show(machine);
  if (operation === null) return undefined;
  const { stepList } = await tuskar.client().call('operation.show', { params: { id: operation } });
  return stepList.find(({ name }) => name === step)?.state;
}

async function newestBurnIn(machine: string) {
  const { items } = await tuskar.client().call('burn-in.list', { query: { machine, limit: 1 } });
  const id = items[0]?.id ?? '';
  const { items: measured } = await tuskar.client().call('burn-in.compare', { params: { id } });
  return { ...(await tuskar.client().call('burn-in.show', { params: { id } })), measured };
}

/** By the tests that no restart cut off. */
async function isMeasured(name: string): Promise<void> {
  const { measured, notes } = await newestBurnIn(name);
  const [sata, nvme] = (await keeper.describeMachine(name)).drives;
  const of = (metric: string) => measured.find((one) => one.metric === metric)?.part;
  expect(of('send-throughput')?.kind).toBe('nic');
  expect(of('receive-throughput')?.kind).toBe('nic');
  expect(of('reallocated-sectors')?.serial).toBe(sata?.serial);
  expect(of('media-errors')?.serial).toBe(nvme?.serial);
  expect(notes).toContainEqual(expect.stringContaining('memory errors were not counted'));
  expect(notes).toContainEqual(expect.stringContaining('no GPU was tested'));
  expect(notes).toContainEqual(expect.stringMatching(new RegExp(`${nvme?.serial}.*it did not test itself`)));
}

/**
 * What a burn-in by a real agent brings on machines of the lab, and what of it they offer nothing for. Half an hour of
 * booting without KVM, so a run of all tests leaves it out.
 */
describe.skipIf(process.env['CI'] !== undefined)('two machines with a SATA and an NVMe disk each', () => {
  beforeAll(async () => {
    await lab.start({
      images: ['host', 'agent'],
      machines: names,
      size: ['--disk', '4', '--nvme', '1', '--memory', '3072'],
    });
    await tuskar.mustRun(['lab', 'machine', 'enrol', ...names, '--wait']);
  });
  afterAll(() => tuskar.remove());

  it('are inspected by themselves once they are enrolled', async () => {
    await Promise.all(names.map((name) => lab.becomes(name, 'inspected')));
    for (const name of names)
      expect(await show(name)).toMatchObject({ failure: null, summary: { drives: 2 } });
  });

  it('are burnt in by every test; what was not measured is said, and one that restarts in a test is found', async () => {
    const ended = lab.burnIn(names, 'every-test');
    const within = { timeout: 25 * 60_000, interval: 2000 };
    await expect
      .poll(async () => (await show('machine-2')).node?.step, within)
      .toBe('deploy.tuskar_burnin_cpu');
    await tuskar.mustRun(['lab', 'machine', 'fault', 'machine-2', 'reboots-in-burn-in']);
    // It would restart in the tests after it as well.
    await expect.poll(() => stateOfStep('machine-2', 'test-cpu'), within).toBe('done');
    await tuskar.mustRun(['lab', 'machine', 'fault', 'machine-2', '--clear']);
    const { stdout, stderr } = await ended;
    expect(stdout + stderr).toContain('machine-1: good');
    expect(stdout + stderr).toContain('machine-2: bad');
    await Promise.all(names.map(isMeasured));

    expect((await show('machine-1')).stateReason).toContain('not everything could be judged');
    expect(await show('machine-2')).toMatchObject({
      state: 'quarantined',
      stateReason: expect.stringMatching(
        /^the cpu test: .*The machine restarted during the clean step deploy\.tuskar_burnin_cpu/,
      ),
      failure: { code: 'burn-in-failed', step: 'cpu' },
      nextAction: expect.stringContaining('tuskar machine retest machine-2'),
    });
  });

  it('come back once the fault is gone', async () => {
    await tuskar.mustRun(['machine', 'retest', 'machine-2', '--wait'], forBoots);
    expect(await show('machine-2')).toMatchObject({ state: 'ready', failure: null });
  });
});
