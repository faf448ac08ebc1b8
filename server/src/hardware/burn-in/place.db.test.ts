import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Db } from '../../platform/database/connect.ts';
import { testDatabase } from '../../platform/database/testing/test-database.ts';
import { addMachine } from '../testing/acceptance-world.ts';
import { leavePlace, type PlaceRequest, takePlace } from './place.ts';
import { ensureBurnIn } from './store.ts';

async function asking(db: Db, machine: string, given: Partial<PlaceRequest> = {}): Promise<PlaceRequest> {
  await addMachine(db, machine, { rack: 'r12' });
  const burnIn = randomUUID();
  await ensureBurnIn(db, {
    id: burnIn,
    machine,
    profile: 'quick',
    tests: [],
    parts: null,
    partner: null,
    operation: 'op-1',
    requestedBy: 'vera',
  });
  return { machine, burnIn, rack: 'r12', watts: 500, perRack: null, ...given };
}

const power = (watts: number | null) => ({ ofRack: async () => watts, ofMachine: async () => null });

it('gives places while there is power, and says what the next waits for', async () => {
  const { db } = await testDatabase();
  const [first, second, third] = [await asking(db, 'm1'), await asking(db, 'm2'), await asking(db, 'm3')];
  expect(await takePlace(db, first, power(1200))).toBeUndefined();
  expect(await takePlace(db, second, power(1200))).toBeUndefined();
  expect(await takePlace(db, third, power(1200))).toBe(
    'power in rack r12: 2 of 3 machines burn in, with 1000 of 1200 W',
  );
  // Asking again changes nothing, for who has a place and for who waits.
  expect(await takePlace(db, first, power(1200))).toBeUndefined();
  expect(await takePlace(db, third, power(1200))).toContain('2 of 3');
  await leavePlace(db, first.burnIn);
  expect(await takePlace(db, third, power(1200))).toBeUndefined();
});

it('lets nobody overtake a machine that needs more', async () => {
  const { db } = await testDatabase();
  const [first, large, small] = [
    await asking(db, 'm1'),
    await asking(db, 'm2', { watts: 900 }),
    await asking(db, 'm3', { watts: 100 }),
  ];
  await takePlace(db, first, power(1000));
  expect(await takePlace(db, large, power(1000))).toMatch(/^power/);
  expect(await takePlace(db, small, power(1000))).toBe('its turn in rack r12: m2 was there before');
  await leavePlace(db, first.burnIn);
  expect(await takePlace(db, large, power(1000))).toBeUndefined();
  expect(await takePlace(db, small, power(1000))).toBeUndefined();
});

it('gives one alone its place however little power there is, and heeds a limit of machines', async () => {
  const { db } = await testDatabase();
  const [first, second] = [await asking(db, 'm1', { perRack: 1 }), await asking(db, 'm2', { perRack: 1 })];
  expect(await takePlace(db, first, power(10))).toBeUndefined();
  expect(await takePlace(db, second, power(null))).toBe('a place in rack r12: 1 of 2 machines burn in');
});

it('gives the last place to one of many that ask at once', async () => {
  const { db } = await testDatabase();
  const requests = [];
  for (let index = 0; index < 8; index++) requests.push(await asking(db, `m${index}`));
  const answers = await Promise.all(requests.map((request) => takePlace(db, request, power(1500))));
  expect(answers.filter((answer) => answer === undefined).length).toBeLessThanOrEqual(3);
  const { length } = await db
    .selectFrom('burn_in_place')
    .selectAll()
    .where('taken_at', 'is not', null)
    .execute();
  expect(length).toBeLessThanOrEqual(3);
});
