import { beforeEach, describe, expect, it } from 'vitest';
import type { ElevationBlock } from '@tuskar/contract/rack.ts';
import { auditSheet } from './audit.ts';
import { auditCsv, auditText } from './audit-document.ts';
import { elevationOf, type RackContent } from './elevation.ts';
import { placeInRacks } from './placement.ts';
import { readRackContents } from './rack-content.ts';
import { changeRack } from './rack.ts';
import { reserve } from './reservation.ts';
import { makeMachines, makeRacks, type RackTest, rackTest } from './testing.ts';

let deps: RackTest;
const by = { by: 'vera' };

beforeEach(async () => {
  deps = await rackTest();
  await makeRacks(deps, 'r1');
  await changeRack(deps, 'r1', { units: 6 });
  await makeMachines(deps, 'a', 'b', 'c');
  await placeInRacks(
    deps,
    [
      { machine: 'a', rack: 'r1', unit: 2, heightUnits: 2 },
      { machine: 'b', rack: 'r1', unit: 5, depth: 'half', face: 'rear' },
      { machine: 'c', rack: 'r1' },
    ],
    by,
  );
  const tor = { label: 'tor', kind: 'switch' as const, face: 'front' as const, depth: 'half' as const };
  await reserve(deps, 'r1', { ...tor, units: [5, 6] }, by);
});

async function content(): Promise<RackContent> {
  const [found] = await readRackContents(deps.db, { names: ['r1'] });
  if (found === undefined) throw new Error('the rack is not there');
  return found;
}

const drawn = (blocks: ElevationBlock[]) =>
  blocks.map(({ row, heightUnits, unit, content, behind }) => {
    const what = content === null ? 'free' : content.type === 'machine' ? content.name : content.label;
    return `${row}+${heightUnits} u${unit} ${what}${behind ? ' behind' : ''}`;
  });

describe('the elevation', () => {
  it('covers both faces from the top without a gap', async () => {
    const { units, front, rear, somewhere } = elevationOf(await content());
    expect(units).toEqual([6, 5, 4, 3, 2, 1]);
    expect(drawn(front)).toEqual(['0+2 u5 tor', '2+1 u4 free', '3+2 u2 a', '5+1 u1 free']);
    expect(drawn(rear)).toEqual(['0+1 u6 free', '1+1 u5 b', '2+1 u4 free', '3+2 u2 a behind', '5+1 u1 free']);
    expect(somewhere.map(({ name }) => name)).toEqual(['c']);
  });

  it('begins with unit 1 where the rack is numbered from the top', async () => {
    await changeRack(deps, 'r1', { numbering: 'top-down' });
    const { units, front } = elevationOf(await content());
    expect(units).toEqual([1, 2, 3, 4, 5, 6]);
    expect(drawn(front)).toEqual(['0+1 u1 free', '1+2 u2 a', '3+1 u4 free', '4+2 u5 tor']);
  });
});

describe('the audit list', () => {
  it('has a line for each unit from the top, with a box for each thing once', async () => {
    const text = auditText([auditSheet(await content())]);
    const lines = text.split('\n').filter((line) => /^ +\d+( |$)/.test(line));
    expect(lines.map((line) => line.replaceAll(/ {2,}/g, ' | ').trim())).toEqual([
      '| 6 | [ ] tor | switch',
      '| 5 | | | [ ] b | SN-b',
      '| 4',
      '| 3 | [ ] a | SN-a | (a)',
      '| 2 | | | |',
      '| 1',
    ]);
    expect(text).toContain('[ ] c  SN-c  unit ____');
  });

  it('can be filled in as a table', async () => {
    const lines = auditCsv([auditSheet(await content())]).split('\r\n');
    expect(lines[0]).toMatch(/^site,location,rack,unit,front_name,front_serial,.*,rear_found_at,note$/);
    expect(lines[4]).toBe('dc1,,r1,3,a,SN-a,,,,,,a (its other face),SN-a,,,,,,');
    expect(lines[5]).toBe('dc1,,r1,2,a (continued),,,,,,,a (continued),,,,,,,');
    expect(lines[6]).toBe('dc1,,r1,1,free,,,,,,,free,,,,,,,');
  });
});
