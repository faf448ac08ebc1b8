import { beforeEach, describe, expect, it } from 'vitest';
import { importRacks } from '../racks/import/import.ts';
import { listReservations } from '../racks/reservation-store.ts';
import { makeMachines, type RackTest, rackTest } from '../racks/testing.ts';
import { findMachine, updateMachine } from '../store.ts';
import type { NetboxData } from './client.ts';
import recorded from './fixtures/netbox-4.json' with { type: 'json' };
import { NetboxDevice, NetboxDeviceType, NetboxLocation, NetboxRack, NetboxSite } from './schema.ts';
import { wantedOfNetbox } from './translate.ts';

let deps: RackTest;
let data: NetboxData;

beforeEach(async () => {
  deps = await rackTest();
  await makeMachines(deps, 'node-1');
  data = {
    sites: recorded.sites.results.map((one) => NetboxSite.parse(one)),
    locations: recorded.locations.results.map((one) => NetboxLocation.parse(one)),
    racks: recorded.racks.results.map((one) => NetboxRack.parse(one)),
    deviceTypes: recorded['device-types'].results.map((one) => NetboxDeviceType.parse(one)),
    devices: recorded.devices.results.map((one) => NetboxDevice.parse(one)),
  };
});

async function run() {
  const machines = await deps.db.selectFrom('machine').select(['name', 'serial']).execute();
  const wanted = wantedOfNetbox(data, { url: 'https://netbox.example.org', machines });
  return await importRacks(deps, wanted, { by: 'vera', dryRun: false });
}

const reserved = async () =>
  (await listReservations(deps.db)).map(({ rack, label, kind, units, face, depth }) => {
    const where = `${units.join('+')} ${face} ${depth}`;
    return `${rack} ${label} ${kind} ${where}`;
  });

describe('importing from NetBox', () => {
  it('makes sites, locations and racks, places machines, and keeps the units of all else', async () => {
    const { created, warnings } = await run();
    expect(created.map(({ type, name }) => `${type} ${name}`)).toEqual([
      'site dc1',
      'location dc1-hall-a',
      'location dc1-hall-a-row-1',
      'rack dc1-r-101',
      'rack dc1-r-102',
      "reservation dc1-r-102 'node-2'",
      "reservation dc1-r-101 'Arista 7050 #23'",
      'placement node-1',
    ]);
    expect(await findMachine(deps.db, 'node-1')).toMatchObject({
      rack: 'dc1-r-101',
      rack_unit: 10,
      height_units: 2,
      weight_kg: 30.5,
      location: 'dc1-hall-a-row-1',
    });
    expect(await reserved()).toEqual([
      'dc1-r-101 Arista 7050 #23 switch 42 rear half',
      'dc1-r-102 node-2 machine 3+4 rear full',
    ]);
    const racks = await deps.db.selectFrom('rack').selectAll().orderBy('name').execute();
    expect(racks).toMatchObject([
      { title: 'R 101', units: 42, weight_limit_kg: 907, width_inches: 19, numbering: 'bottom-up' },
      { title: 'R 102', units: 48, weight_limit_kg: null, width_inches: 23, numbering: 'top-down' },
    ]);
    expect(warnings).toEqual([expect.stringMatching(/^half: it stands at unit 20.5/) as string]);
  });

  it('changes nothing the second time', async () => {
    await run();
    expect(await run()).toMatchObject({ created: [], changed: [], removed: [], unchanged: 8 });
  });

  it('follows a device that moves, and lets go of one that is gone', async () => {
    await run();
    const [tor] = data.devices.filter(({ id }) => id === 23);
    if (tor !== undefined) Object.assign(tor, { rack: { id: 6 }, position: 9, name: 'tor-1' });
    data.devices = data.devices.filter(({ id }) => id !== 22);
    const { changed, removed } = await run();
    expect(changed).toMatchObject([{ type: 'reservation', name: "dc1-r-102 'tor-1'" }]);
    expect(removed).toEqual([{ type: 'reservation', name: "dc1-r-102 'node-2'" }]);
    expect(await reserved()).toEqual(['dc1-r-102 tor-1 switch 7 rear half']);
  });

  it('gives the units of a device to the machine that it turns out to be', async () => {
    await run();
    await makeMachines(deps, 'other', 'renamed');
    await updateMachine(deps.db, 'renamed', { serial: 'abc123' });
    const { removed } = await run();
    expect(removed).toEqual([{ type: 'reservation', name: "dc1-r-102 'node-2'" }]);
    expect(await findMachine(deps.db, 'renamed')).toMatchObject({ rack: 'dc1-r-102', rack_unit: 3 });
  });

  it('says what of NetBox cannot be here, and then does nothing', async () => {
    data.sites.push({ id: 9, name: '???', slug: '_', description: null, physical_address: null });
    const [rack] = data.racks;
    if (rack !== undefined)
      data.racks.push({ ...rack, id: 7, name: 'r-101' }, { ...rack, id: 8, u_height: 200, name: 'big' });
    await expect(run()).rejects.toMatchObject({
      code: 'rack-import-invalid',
      context: {
        problems: [
          "netbox.example.org, rack 'R 101' and 'r-101', name: each would be called dc1-hall-a-row-1-r-101 here",
          expect.stringMatching(/^netbox.example.org, site .*name: lower-case/) as string,
          expect.stringMatching(/^netbox.example.org, rack dc1-big, units: Too big/) as string,
        ],
      },
    });
  });
});
