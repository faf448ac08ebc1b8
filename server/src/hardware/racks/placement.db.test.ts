import type { Placement } from '@tuskar/contract/rack-placement.ts';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { findMachine, updateMachine } from '../store.ts';
import { refuseHeight } from './height.ts';
import { placeInRacks, takeOutOfRacks } from './placement.ts';
import { listPlaces } from './placement-store.ts';
import { changeRack, showRack } from './rack.ts';
import { reserve } from './reservation.ts';
import { listReservations } from './reservation-store.ts';
import { makeMachines, makeRacks, type RackTest, rackTest } from './testing.ts';

const by = { by: 'vera' };
let deps: RackTest;

beforeEach(async () => {
  deps = await rackTest();
  await makeRacks(deps, 'r1', 'r2');
  await makeMachines(deps, 'a', 'b', 'c', 'd');
});

const place = (...placements: Placement[]) => placeInRacks(deps, placements, by);

async function unitsTaken(rack: string): Promise<string[]> {
  const rows = await deps.db
    .selectFrom('rack_unit')
    .selectAll()
    .where('rack', '=', rack)
    .orderBy('unit')
    .orderBy('face')
    .execute();
  return rows.map(({ unit, face, machine, reservation }) => `${unit} ${face} ${machine ?? reservation}`);
}

describe('placing machines', () => {
  it('puts one where it is wanted, on both faces, and where the rack is', async () => {
    const { machines } = await place({ machine: 'a', rack: 'r1', unit: 10, heightUnits: 2 });
    expect(machines[0]).toMatchObject({ rack: 'r1', unit: 10, heightUnits: 2, site: 'dc1', face: 'front' });
    expect(await unitsTaken('r1')).toEqual(['10 front a', '10 rear a', '11 front a', '11 rear a']);
    expect(deps.told.map(({ type, subject }) => `${type} ${subject.name}`)).toEqual(
      expect.arrayContaining(['machine.changed a', 'rack.changed r1']),
    );
    expect((await showRack(deps.db, 'r1')).summary).toMatchObject({
      usedUnits: 2,
      freeUnits: 40,
      machinesByState: { enrolling: 1 },
    });
  });

  it('names what is in the way, and the nearest free units', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 10, heightUnits: 2 });
    await expect(place({ machine: 'b', rack: 'r1', unit: 11 })).rejects.toMatchObject({
      code: 'rack-units-taken',
      message:
        'The machine b cannot be placed: in the rack r1 unit 11 is taken by the machine a (11); free is from 12, 9 or 13.',
    });
    expect(await findMachine(deps.db, 'b')).toMatchObject({ rack: null });
  });

  it('lets half-deep machines share a unit, back to back', async () => {
    await place(
      { machine: 'a', rack: 'r1', unit: 5, depth: 'half' },
      { machine: 'b', rack: 'r1', unit: 5, depth: 'half', face: 'rear' },
    );
    expect(await unitsTaken('r1')).toEqual(['5 front a', '5 rear b']);
    await expect(place({ machine: 'c', rack: 'r1', unit: 5 })).rejects.toMatchObject({
      message: expect.stringContaining('the machine a (5) and the machine b (5)') as string,
    });
  });

  it('refuses what sticks out of the rack', async () => {
    await expect(place({ machine: 'a', rack: 'r1', unit: 42, heightUnits: 2 })).rejects.toMatchObject({
      code: 'rack-too-small',
    });
  });

  it('moves all or none, and says all that is wrong', async () => {
    await place({ machine: 'd', rack: 'r2', unit: 1 });
    const moving = place(
      { machine: 'a', rack: 'r1', unit: 1 },
      { machine: 'b', rack: 'r2', unit: 1 },
      { machine: 'nobody', rack: 'r1', unit: 3 },
      { machine: 'c', rack: 'nowhere' },
    );
    await expect(moving).rejects.toMatchObject({
      context: {
        problems: [
          expect.stringMatching(/^b: .* taken by the machine d/) as string,
          'nobody: there is no machine nobody',
          'c: there is no rack nowhere',
        ],
      },
    });
    expect(await unitsTaken('r1')).toEqual([]);
  });

  it('lets two machines change places', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 1 }, { machine: 'b', rack: 'r2', unit: 9 });
    await place({ machine: 'a', rack: 'r2', unit: 9 }, { machine: 'b', rack: 'r1', unit: 1 });
    expect(await unitsTaken('r1')).toEqual(['1 front b', '1 rear b']);
    expect(await unitsTaken('r2')).toEqual(['9 front a', '9 rear a']);
  });

  it('takes one out, and keeps where it has been, by whom and why', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 1 });
    await place({ machine: 'a', rack: 'r1', unit: 1 });
    await takeOutOfRacks(deps, ['a'], { by: 'otto', reason: 'broken' });
    expect(await findMachine(deps.db, 'a')).toMatchObject({ rack: null, site: null, rack_unit: null });
    const history = await listPlaces(deps.db, { machine: 'a' });
    expect(history).toMatchObject([
      { changed_by: 'otto', reason: 'broken', from_place: { rack: 'r1', unit: 1 }, to_place: null },
      { changed_by: 'vera', from_place: null, to_place: { rack: 'r1', unit: 1 } },
    ]);
    await expect(takeOutOfRacks(deps, ['a'], by)).rejects.toMatchObject({ code: 'machine-not-in-rack' });
  });

  it('warns of a power budget that is exceeded', async () => {
    await changeRack(deps, 'r1', { powerBudgetWatts: 500 });
    const { warnings } = await place({ machine: 'a', rack: 'r1', unit: 1, powerWatts: 800 });
    expect(warnings).toEqual(['the rack r1 draws up to 800 W of its 500 W']);
  });
});

describe('many at once', () => {
  it('gives a unit to one of those who want it, and tells the others who has it', async () => {
    const names = ['a', 'b', 'c'];
    const ended = await Promise.allSettled(names.map((machine) => place({ machine, rack: 'r1', unit: 7 })));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = ended.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual([
      'rack-units-taken',
      'rack-units-taken',
    ]);
    expect(await unitsTaken('r1')).toHaveLength(2);
  });

  it('moves crosswise without waiting for ever', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 1 }, { machine: 'b', rack: 'r2', unit: 1 });
    await Promise.all([
      place({ machine: 'a', rack: 'r2', unit: 5 }),
      place({ machine: 'b', rack: 'r1', unit: 5 }),
    ]);
    expect(await unitsTaken('r1')).toEqual(['5 front b', '5 rear b']);
  });
});

describe('the database itself', () => {
  it('keeps two machines out of one unit, whoever writes', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 1 }, { machine: 'b', rack: 'r1', unit: 2 });
    await expect(updateMachine(deps.db, 'a', { height_units: 2 })).rejects.toThrow('rack_unit_pkey');
    await expect(updateMachine(deps.db, 'a', { rack_unit: 43 })).rejects.toThrow('rack r1 has 42 units');
  });

  it('says what is in the way of a machine that is higher than was thought', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 40 }, { machine: 'b', rack: 'r1', unit: 42 });
    await refuseHeight(deps.db, 'a', 2);
    await refuseHeight(deps.db, 'c', 40);
    await expect(refuseHeight(deps.db, 'a', 3)).rejects.toMatchObject({
      code: 'rack-units-taken',
      message: expect.stringContaining('taken by the machine b (42)') as string,
    });
    await expect(refuseHeight(deps.db, 'a', 4)).rejects.toMatchObject({ code: 'rack-too-small' });
  });

  it('keeps a rack from shrinking over what is in it', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 40 });
    await expect(sql`UPDATE rack SET units = 20 WHERE name = 'r1'`.execute(deps.db)).rejects.toThrow(
      'above unit 20',
    );
  });

  it('frees the units of a machine that is forgotten', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 1 });
    await deps.db.deleteFrom('machine').where('name', '=', 'a').execute();
    expect(await unitsTaken('r1')).toEqual([]);
  });
});

describe('reservations', () => {
  const project = {
    label: 'project x',
    kind: 'reserved' as const,
    face: 'front' as const,
    depth: 'full' as const,
  };

  it('keep machines out, until the reservation itself is used', async () => {
    const { id } = await reserve(deps, 'r1', { ...project, units: [10, 11, 12] }, by);
    await expect(place({ machine: 'a', rack: 'r1', unit: 11 })).rejects.toMatchObject({
      message: expect.stringContaining("the reservation 'project x' (11)") as string,
    });
    await place({ machine: 'a', rack: 'r1', unit: 11, reservation: id });
    expect(await listReservations(deps.db)).toMatchObject([{ units: [10, 12] }]);
    await place(
      { machine: 'b', rack: 'r1', unit: 10, reservation: id },
      { machine: 'c', rack: 'r1', unit: 12, reservation: id },
    );
    expect(await listReservations(deps.db)).toEqual([]);
  });

  it('make way once their time is over', async () => {
    await reserve(deps, 'r1', { ...project, units: [10], until: '2020-01-01T00:00:00Z' }, by);
    await place({ machine: 'a', rack: 'r1', unit: 10 });
    expect(await listReservations(deps.db)).toEqual([]);
  });

  it('are refused where a machine is, or outside of the rack, or twice', async () => {
    await place({ machine: 'a', rack: 'r1', unit: 10 });
    await expect(reserve(deps, 'r1', { ...project, units: [10] }, by)).rejects.toMatchObject({
      code: 'rack-units-taken',
    });
    await expect(reserve(deps, 'r1', { ...project, units: [43] }, by)).rejects.toMatchObject({
      code: 'rack-too-small',
    });
    await reserve(deps, 'r1', { ...project, units: [1] }, by);
    await expect(reserve(deps, 'r1', { ...project, units: [2] }, by)).rejects.toMatchObject({
      code: 'reservation-exists',
    });
  });

  it('of a thing have no end', async () => {
    const wanted = { ...project, kind: 'switch' as const, units: [1], until: '2030-01-01T00:00:00Z' };
    await expect(reserve(deps, 'r1', wanted, by)).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
