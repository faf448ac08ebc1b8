import { beforeEach, describe, expect, it } from 'vitest';
import { elevationOf } from './elevation.ts';
import { recordFindings, settle } from './finding.ts';
import { listFindings } from './finding-store.ts';
import { placeInRacks } from './placement.ts';
import { readRackContents } from './rack-content.ts';
import { showRack } from './rack.ts';
import { makeMachines, makeRacks, type RackTest, rackTest } from './testing.ts';

let deps: RackTest;
const walk = { rack: 'r1', by: 'otto' };

beforeEach(async () => {
  deps = await rackTest();
  await makeRacks(deps, 'r1', 'r2');
  await makeMachines(deps, 'a', 'b', 'c');
  const placements = ['a', 'b', 'c'].map((machine, index) => ({ machine, rack: 'r1', unit: index + 1 }));
  await placeInRacks(deps, placements, { by: 'vera' });
});

const open = async () => (await showRack(deps.db, 'r1')).summary.discrepancies;

describe('what an audit found', () => {
  it('shows as a discrepancy of the rack and on the machine, but for what is as it should be', async () => {
    const findings = await recordFindings(deps, walk, [
      { finding: 'confirmed', machine: 'a' },
      { finding: 'missing', machine: 'b' },
      { finding: 'elsewhere', machine: 'c', foundRack: 'r2', foundUnit: 7 },
      { finding: 'unexpected', foundUnit: 20, serial: 'X1' },
    ]);
    expect(findings.map(({ says, settledAt }) => [says, settledAt === null])).toEqual([
      ['a was seen at unit 1 of r1', false],
      ['b was not found at unit 2 of r1', true],
      ['c was found in r2 unit 7 and not at unit 3 of r1', true],
      ['serial X1 was found in r1 unit 20, where the record does not have it', true],
    ]);
    expect(await open()).toBe(3);
    const [content] = await readRackContents(deps.db, { names: ['r1'] });
    const shown = elevationOf(content!).front.flatMap(({ content }) =>
      content?.type === 'machine' ? [[content.name, content.discrepancy !== null]] : [],
    );
    expect(shown).toEqual([
      ['c', true],
      ['b', true],
      ['a', false],
    ]);
    expect(deps.told.at(-1)).toMatchObject({ type: 'rack.changed', data: { summary: { discrepancies: 3 } } });
  });

  it('is settled when the machine is moved, when it is seen again, or with a reason', async () => {
    const [moved, seen, given] = await recordFindings(deps, walk, [
      { finding: 'elsewhere', machine: 'a', foundUnit: 9 },
      { finding: 'missing', machine: 'b' },
      { finding: 'missing', machine: 'c' },
    ]);
    await placeInRacks(deps, [{ machine: 'a', rack: 'r1', unit: 9 }], { by: 'vera' });
    await recordFindings(deps, walk, [{ finding: 'confirmed', machine: 'b' }]);
    await settle(deps, { rack: 'r1', id: given!.id }, { by: 'vera', reason: 'in repair' });
    expect(await open()).toBe(0);
    const settled = new Map((await listFindings(deps.db, { open: false })).map((row) => [row.id, row]));
    expect(settled.get(moved!.id)).toMatchObject({
      settled_by: 'vera',
      settled_reason: 'its place was changed',
    });
    expect(settled.get(seen!.id)).toMatchObject({ settled_by: 'otto' });
    expect(settled.get(given!.id)).toMatchObject({ settled_reason: 'in repair' });
  });

  it('is refused as a whole where it cannot be, and all reasons are said', async () => {
    const recording = recordFindings(deps, { rack: 'r2', by: 'otto' }, [
      { finding: 'missing', machine: 'a' },
      { finding: 'elsewhere', machine: 'nobody', foundRack: 'r9' },
      { finding: 'unexpected' },
      { finding: 'unexpected', machine: 'a' },
    ]);
    await expect(recording).rejects.toMatchObject({
      code: 'invalid-request',
      context: {
        problems: [
          'findings.0: the record does not have the machine a in this rack; it is unexpected here',
          'findings.1: there is no machine nobody',
          'findings.1: there is no rack r9',
          'findings.2: give a machine, a foundUnit or a serial, so that it can be found again',
        ],
      },
    });
    expect(await listFindings(deps.db, {})).toEqual([]);
  });
});
