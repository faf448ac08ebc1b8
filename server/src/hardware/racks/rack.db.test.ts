import { beforeEach, describe, expect, it } from 'vitest';
import { findMachine } from '../store.ts';
import { changeLocation, createLocation, removeLocation, showLocation } from './location.ts';
import { placeInRacks } from './placement.ts';
import { createRackPower } from './power.ts';
import { changeRack, createRack, listRacks, removeRack, showRack } from './rack.ts';
import { reserve } from './reservation.ts';
import { createSite, removeSite, showSite } from './site.ts';
import { makeMachines, makeRacks, type RackTest, rackTest } from './testing.ts';

let deps: RackTest;

beforeEach(async () => {
  deps = await rackTest();
  await makeRacks(deps, 'r1');
  await createSite(deps, { name: 'dc2', title: 'Second' });
  await createLocation(deps, { name: 'hall-a', site: 'dc1' });
  await createLocation(deps, { name: 'row-1', site: 'dc1', parent: 'hall-a', kind: 'row' });
});

describe('sites and locations', () => {
  it('count what they have', async () => {
    await changeRack(deps, 'r1', { location: 'row-1' });
    expect(await showSite(deps.db, 'dc1')).toMatchObject({ locations: 2, racks: 1, machines: 0 });
    expect(await showLocation(deps.db, 'hall-a')).toMatchObject({ racks: 1, kind: 'room' });
    expect(await listRacks(deps.db, { location: 'hall-a' })).toMatchObject([{ name: 'r1' }]);
  });

  it('cannot be parts of themselves, nor of another site', async () => {
    await expect(changeLocation(deps, 'hall-a', { parent: 'row-1' })).rejects.toMatchObject({
      code: 'location-misplaced',
    });
    await expect(
      createLocation(deps, { name: 'row-9', site: 'dc2', parent: 'hall-a' }),
    ).rejects.toMatchObject({ code: 'location-misplaced' });
  });

  it('stay while something is in them', async () => {
    await expect(removeSite(deps, 'dc1')).rejects.toMatchObject({ code: 'site-in-use' });
    await expect(removeLocation(deps, 'hall-a')).rejects.toMatchObject({ code: 'location-in-use' });
    await removeLocation(deps, 'row-1');
    await removeLocation(deps, 'hall-a');
    await expect(createSite(deps, { name: 'dc1' })).rejects.toMatchObject({ code: 'site-exists' });
    await removeSite(deps, 'dc2');
    expect(deps.told.at(-1)).toMatchObject({ type: 'site.removed' });
  });
});

describe('racks', () => {
  it('take their machines along when they move', async () => {
    await makeMachines(deps, 'a');
    await placeInRacks(deps, [{ machine: 'a', rack: 'r1', unit: 1 }], { by: 'vera' });
    await changeRack(deps, 'r1', { location: 'row-1' });
    expect(await findMachine(deps.db, 'a')).toMatchObject({ site: 'dc1', location: 'row-1' });
    deps.told.length = 0;
    await changeRack(deps, 'r1', { site: 'dc2' });
    expect(await findMachine(deps.db, 'a')).toMatchObject({ site: 'dc2', location: null });
    expect(deps.told.map(({ type }) => type)).toEqual(['machine.changed', 'rack.changed']);
  });

  it('do not shrink below what is in them, and are not removed with it', async () => {
    await makeMachines(deps, 'a');
    await placeInRacks(deps, [{ machine: 'a', rack: 'r1', unit: 30, heightUnits: 2 }], { by: 'vera' });
    await expect(changeRack(deps, 'r1', { units: 30 })).rejects.toMatchObject({
      code: 'rack-too-small',
      message: 'The rack r1 cannot have 30 units: something is in 31.',
    });
    expect(await changeRack(deps, 'r1', { units: 31 })).toMatchObject({ units: 31 });
    await expect(removeRack(deps, 'r1')).rejects.toMatchObject({
      code: 'rack-in-use',
      message: 'The rack r1 has 1 machines (a) and 0 reservations.',
    });
  });

  it('have for tests what their switches and the machines in use leave of the power', async () => {
    await makeMachines(deps, 'a', 'b');
    const power = createRackPower(deps);
    expect(await power.ofRack('r1')).toBeNull();
    expect(await power.ofMachine('a')).toBeNull();
    await changeRack(deps, 'r1', { powerBudgetWatts: 1000 });
    const tor = { label: 'tor', kind: 'switch' as const, face: 'front' as const, depth: 'full' as const };
    await reserve(deps, 'r1', { ...tor, units: [42], powerWatts: 150 }, { by: 'vera' });
    const placements = ['a', 'b'].map((machine, unit) => ({
      machine,
      rack: 'r1',
      unit: unit + 1,
      powerWatts: 300,
    }));
    await placeInRacks(deps, placements, { by: 'vera' });
    await deps.db.updateTable('machine').set({ state: 'in-use' }).where('name', '=', 'a').execute();
    expect(await power.ofRack('r1')).toBe(550);
    expect(await power.ofMachine('b')).toBe(300);
    await changeRack(deps, 'r1', { powerBudgetWatts: 200 });
    expect(await power.ofRack('r1')).toBe(0);
  });

  it('need a site and a location of it', async () => {
    await expect(createRack(deps, { name: 'r2', site: 'dc9' })).rejects.toMatchObject({
      code: 'site-not-found',
    });
    await expect(createRack(deps, { name: 'r2', site: 'dc2', location: 'hall-a' })).rejects.toMatchObject({
      code: 'location-misplaced',
    });
    await expect(createRack(deps, { name: 'r1', site: 'dc2' })).rejects.toMatchObject({
      code: 'rack-exists',
    });
  });

  it('keep what a change does not name', async () => {
    await changeRack(deps, 'r1', { title: 'One', units: 47, numbering: 'top-down', widthInches: 21 });
    await changeRack(deps, 'r1', { note: 'by the door' });
    expect(await showRack(deps.db, 'r1')).toMatchObject({
      title: 'One',
      units: 47,
      numbering: 'top-down',
      widthInches: 21,
      note: 'by the door',
    });
    await removeRack(deps, 'r1');
    await expect(showRack(deps.db, 'r1')).rejects.toMatchObject({ code: 'rack-not-found' });
  });
});
