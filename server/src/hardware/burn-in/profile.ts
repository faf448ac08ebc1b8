import { TuskarError } from '@tuskar/contract/error.ts';
import type { BurnInProfile } from '@tuskar/contract/burn-in.ts';
import { type BurnInTest, builtInProfiles } from '@tuskar/contract/burn-in-test.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { jsonText } from '../../platform/json.ts';

export type GivenProfile = { name: string; description: string | null; tests: BurnInTest[] };

/** The built-in ones first. */
export async function listProfiles(db: Db): Promise<BurnInProfile[]> {
  const own = await db.selectFrom('burn_in_profile').selectAll().orderBy('name').execute();
  return [
    ...Object.keys(builtInProfiles).flatMap((name) => findBuiltIn(name) ?? []),
    ...own.map((row) => toProfile(row, false)),
  ];
}

/** @throws profile-not-found */
export async function getProfile(db: Db, name: string): Promise<BurnInProfile> {
  const builtIn = findBuiltIn(name);
  if (builtIn !== undefined) return builtIn;
  const row = await db.selectFrom('burn_in_profile').selectAll().where('name', '=', name).executeTakeFirst();
  if (row === undefined) throw profileNotFound(name);
  return toProfile(row, false);
}

/** @throws profile-exists */
export async function createProfile(
  { db, events }: { db: Db; events: EventBus },
  given: GivenProfile,
): Promise<BurnInProfile> {
  return await db.transaction().execute(async (tx) => {
    const inserted =
      findBuiltIn(given.name) === undefined
        ? await tx
            .insertInto('burn_in_profile')
            .values({ ...given, tests: jsonText(given.tests) })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
        : undefined;
    if (inserted?.numInsertedOrUpdatedRows !== 1n) {
      throw new TuskarError('profile-exists', `There is a burn-in profile ${given.name} already.`);
    }
    return await announce(tx, events, toProfile(given, false));
  });
}

/** @throws profile-built-in, profile-not-found */
export async function changeProfile(
  { db, events }: { db: Db; events: EventBus },
  given: GivenProfile,
): Promise<BurnInProfile> {
  refuseBuiltIn(given.name);
  return await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('burn_in_profile')
      .set({ description: given.description, tests: jsonText(given.tests) })
      .where('name', '=', given.name)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw profileNotFound(given.name);
    return await announce(tx, events, toProfile(given, false));
  });
}

/** @throws profile-built-in, profile-not-found */
export async function removeProfile(db: Db, name: string): Promise<void> {
  refuseBuiltIn(name);
  const { numDeletedRows } = await db
    .deleteFrom('burn_in_profile')
    .where('name', '=', name)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw profileNotFound(name);
}

async function announce(tx: Db, events: EventBus, profile: BurnInProfile): Promise<BurnInProfile> {
  const subject = { type: 'profile' as const, name: profile.name };
  await events.append(tx, { type: 'profile.changed', subject, data: profile });
  return profile;
}

function findBuiltIn(name: string): BurnInProfile | undefined {
  if (!Object.hasOwn(builtInProfiles, name)) return undefined;
  const { description, tests } = builtInProfiles[name as keyof typeof builtInProfiles];
  return toProfile({ name, description, tests: [...tests] }, true);
}

function toProfile({ name, description, tests }: GivenProfile, builtIn: boolean): BurnInProfile {
  return { name, description, builtIn, tests, seconds: tests.reduce((sum, { seconds }) => sum + seconds, 0) };
}

function refuseBuiltIn(name: string): void {
  if (findBuiltIn(name) === undefined) return;
  throw new TuskarError('profile-built-in', `The burn-in profile ${name} is built in.`);
}

function profileNotFound(name: string): TuskarError {
  return new TuskarError('profile-not-found', `There is no burn-in profile ${name}.`);
}
