import type { RackImport } from '@tuskar/contract/rack-file.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { findMachine } from '../../store.ts';
import { listRacks } from '../rack.ts';
import { listReservations } from '../reservation-store.ts';
import { listSites } from '../site-store.ts';
import { makeMachines, type RackTest, rackTest } from '../testing.ts';
import { exportRacks } from './export.ts';
import { importRacks, wantedOfFile } from './import.ts';

let deps: RackTest;

beforeEach(async () => {
  deps = await rackTest();
  await makeMachines(deps, 'a', 'b');
});

const run = (name: string, text: string, dryRun = false): Promise<RackImport> =>
  importRacks(deps, wantedOfFile({ name, text }), { by: 'vera', dryRun });

const yaml = `
sites:
  - { name: dc1, title: 'One, "old"', address: "Street 1\\nTown" }
locations:
  - { name: row-1, site: dc1, parent: hall, kind: row }
  - { name: hall, site: dc1 }
racks:
  - { name: r1, site: dc1, location: row-1, units: 47, powerBudgetWatts: 5000, numbering: top-down }
  - { name: r2, site: dc1 }
reservations:
  - { rack: r1, label: tor, kind: switch, units: "46-47", depth: half, face: rear, powerWatts: 150 }
placements:
  - { machine: a, rack: r1, unit: 10, heightUnits: 2, powerWatts: 400, weightKg: 21.5 }
  - { machine: b, rack: r2 }
`;

const summary = ({ created, changed, removed, unchanged }: RackImport) => ({
  created: created.length,
  changed: changed.map(({ type, name, changes }) => [type, name, ...changes.map(({ field }) => field)]),
  removed: removed.length,
  unchanged,
});

async function contents() {
  return {
    sites: (await listSites(deps.db, { limit: 100 })).length,
    racks: (await listRacks(deps.db, {})).map(({ name, summary }) => [name, summary.usedUnits]),
  };
}

describe('importing a file', () => {
  it('makes all that is in it, and nothing the second time', async () => {
    expect(summary(await run('racks.yaml', yaml))).toEqual({
      created: 8,
      changed: [],
      removed: 0,
      unchanged: 0,
    });
    expect(await findMachine(deps.db, 'a')).toMatchObject({
      rack: 'r1',
      rack_unit: 10,
      location: 'row-1',
      power_watts: 400,
    });
    deps.told.length = 0;
    expect(summary(await run('racks.yaml', yaml))).toEqual({
      created: 0,
      changed: [],
      removed: 0,
      unchanged: 8,
    });
    expect(deps.told).toEqual([]);
  });

  it('changes what differs, leaves what is not named, and says both', async () => {
    await run('racks.yaml', yaml);
    const changed = yaml
      .replace('units: 47', 'units: 48')
      .replace('unit: 10', 'unit: 12')
      .replace('"46-47"', '"47-48"');
    expect(summary(await run('racks.yaml', changed)).changed).toEqual([
      ['rack', 'r1', 'units'],
      ['reservation', "r1 'tor'", 'units'],
      ['placement', 'a', 'unit'],
    ]);
    const part = 'racks:\n  - { name: r1, site: dc1, note: "by the door" }\n';
    expect(summary(await run('part.yml', part)).changed).toEqual([['rack', 'r1', 'note']]);
  });

  it('foretells without changing anything', async () => {
    expect(summary(await run('racks.yaml', yaml, true)).created).toBe(8);
    expect(await contents()).toEqual({ sites: 0, racks: [] });
  });

  it.each(['csv', 'json', 'yaml'] as const)('takes back what it gives out as %s', async (format) => {
    await run('racks.yaml', yaml);
    const { name, text } = await exportRacks(deps.db, { format });
    expect(summary(await run(name, text))).toMatchObject({ created: 0, changed: [], unchanged: 8 });

    const other = await rackTest();
    await makeMachines(other, 'a', 'b');
    await importRacks(other, wantedOfFile({ name, text }), { by: 'vera', dryRun: false });
    expect((await exportRacks(other.db, { format })).text).toBe(text);
  });

  it('lets a machine and a reservation change places', async () => {
    await run('racks.yaml', yaml);
    const swapped = yaml
      .replace('"46-47", depth: half, face: rear', '"10-11"')
      .replace('unit: 10, heightUnits: 2', 'unit: 1, heightUnits: 2');
    await run('racks.yaml', swapped);
    expect(await listReservations(deps.db)).toMatchObject([{ units: [10, 11] }]);
  });
});

describe('what is wrong with a file', () => {
  const problemsOf = async (name: string, text: string): Promise<unknown> => {
    const error: unknown = await run(name, text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'rack-import-invalid' });
    expect(await contents()).toEqual({ sites: 0, racks: [] });
    return (error as { context: { problems: unknown } }).context.problems;
  };

  it('is said all at once, each by file, item and field, without what only follows from it', async () => {
    const text = `
sites:
  - { name: dc1 }
  - { name: DC2, colour: red }
racks:
  - { name: r1, site: dc1, units: 400 }
  - { name: r2, site: dc9 }
  - { name: r3, site: dc1, location: nowhere }
  - { name: r4, site: dc1, units: 10 }
  - { name: r4, site: dc1 }
placements:
  - { machine: a, rack: r1, unit: 1 }
  - { machine: nobody, rack: r5 }
cables: []
shelves: [{}]
`;
    expect(await problemsOf('racks.yaml', text)).toEqual([
      'racks.yaml, site DC2, name: lower-case letters, digits and hyphens, not at the ends',
      'racks.yaml, site DC2, colour: unknown field',
      'racks.yaml, rack r1, units: Too big: expected number to be <=100',
      'racks.yaml, rack r4: it stands in racks[3] already',
      'racks.yaml, shelves: unknown; known are sites, locations, racks, reservations, placements',
      'racks.yaml, rack r2, site: There is no site dc9',
      'racks.yaml, rack r3, location: There is no location nowhere',
      'racks.yaml, placement nobody, machine: there is no machine nobody',
    ]);
  });

  it('includes two things in one unit, and what sticks out', async () => {
    const text = `
sites: [{ name: dc1 }]
racks: [{ name: r1, site: dc1, units: 10 }]
reservations: [{ rack: r1, label: tor, units: "11" }]
placements:
  - { machine: a, rack: r1, unit: 3, heightUnits: 2 }
  - { machine: b, rack: r1, unit: 4 }
`;
    expect(await problemsOf('racks.yaml', text)).toEqual([
      expect.stringContaining("reservation r1 'tor', units: The rack r1 has 10 units") as string,
      'racks.yaml, placement b, unit: in the rack r1 unit 4 is taken by the machine a (4); free is from 5, 2 or 6',
    ]);
  });

  it('names the line of a CSV', async () => {
    const text = 'type,name,site,units\nsite,dc1\nrack,r1,dc1,many\nshelf,s1\nrack,r2,dc1,42,,surplus\n';
    expect(await problemsOf('racks.csv', text)).toEqual([
      "racks.csv, line 4, type: 'shelf' is none of site, location, rack, reservation, placement",
      'racks.csv, line 5: it has 6 fields, the first line 4',
      'racks.csv, rack r1, units: Invalid input: expected number, received string',
    ]);
  });

  it.each([
    ['racks.json', '', 'racks.json: it is empty'],
    ['racks.json', '[]', 'racks.json: at its top must be the keys'],
    ['racks.json', '{"sites": {', 'racks.json: it is not JSON'],
    ['racks.yaml', 'sites: [', 'racks.yaml: it is not YAML: line 1'],
    ['racks.yaml', 'sites: 5', 'racks.yaml, sites: it must be a list'],
    ['racks.csv', 'name\ndc1\n', 'racks.csv, line 1: the first line must name the columns'],
    ['racks.csv', 'type,colour\nsite,red\n', 'racks.csv, line 1, colour: unknown column'],
    ['racks.csv', 'type,name\nsite,"dc1\n', 'racks.csv, line 2: a quote is never closed'],
  ])('%s of %j', async (name, text, problem) => {
    expect(await problemsOf(name, text)).toEqual([expect.stringContaining(problem) as string]);
  });

  it('is asked for where the name does not say the format', () => {
    expect(() => wantedOfFile({ name: 'racks', text: 'x' })).toThrow('does not say which format');
  });
});
