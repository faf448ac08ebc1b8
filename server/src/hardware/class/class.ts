import type { ClassProposal, HardwareClass } from '@tuskar/contract/hardware-class.ts';
import type { Db, DbTransaction } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Inventory } from '@tuskar/contract/inventory.ts';
import { newestInventories } from '../inspection/store.ts';
import { changeMachine } from '../machine-transition.ts';
import { findDeviations } from './deviations.ts';
import { chooseClass } from './match.ts';
import { proposeClasses } from './propose.ts';
import {
  allClasses,
  deleteClass,
  getClass,
  insertClass,
  type NewClass,
  replaceDeviations,
  toClass,
  updateClass,
} from './store.ts';
import type { HardwareClassRow } from '../acceptance-tables.ts';

type Deps = { db: Db; events: EventBus };

export async function createClass({ db, events }: Deps, given: NewClass): Promise<HardwareClass> {
  await db.transaction().execute(async (tx) => {
    await insertClass(tx, given);
    await classifyAll(tx, events);
  });
  return await announceClass({ db, events }, given.name);
}

export async function changeClass({ db, events }: Deps, given: NewClass): Promise<HardwareClass> {
  await db.transaction().execute(async (tx) => {
    await updateClass(tx, given);
    await classifyAll(tx, events);
  });
  return await announceClass({ db, events }, given.name);
}

export async function removeClass({ db, events }: Deps, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await deleteClass(tx, name);
    await classifyAll(tx, events);
    await events.append(tx, { type: 'class.removed', subject: { type: 'class', name }, data: { name } });
  });
}

async function announceClass({ db, events }: Deps, name: string): Promise<HardwareClass> {
  const data = toClass(await getClass(db, name));
  await events.append(db, { type: 'class.changed', subject: { type: 'class', name }, data });
  return data;
}

/** Puts a machine into its class, or none, and writes down where it deviates. Call it where its inventory is new. */
export async function classifyMachine(
  tx: DbTransaction,
  { machine, inventory, labels }: { machine: string; inventory: Inventory; labels: Record<string, string> },
): Promise<string | null> {
  return await place(tx, await allClasses(tx), { machine, inventory, labels });
}

/** Every machine anew, where a class has changed: only those that changed class are announced. */
async function classifyAll(tx: DbTransaction, events: EventBus): Promise<void> {
  const classes = await allClasses(tx);
  for (const known of await newestInventories(tx)) {
    const chosen = await place(tx, classes, known);
    if (chosen !== known.class) {
      await changeMachine(tx, events, { name: known.machine, set: { class: chosen } });
    }
  }
}

async function place(
  tx: DbTransaction,
  classes: HardwareClassRow[],
  { machine, inventory, labels }: { machine: string; inventory: Inventory; labels: Record<string, string> },
): Promise<string | null> {
  const chosen = chooseClass(classes, { inventory, labels });
  const deviations = chosen === undefined ? [] : findDeviations(chosen.requirements, inventory);
  await replaceDeviations(tx, machine, deviations);
  return chosen?.name ?? null;
}

/** Classes for machines that fit none, by their likeness. */
export async function proposals(db: Db): Promise<ClassProposal[]> {
  const taken = new Set((await allClasses(db)).map(({ name }) => name));
  const lost = (await newestInventories(db)).filter((machine) => machine.class === null);
  return proposeClasses(lost, taken);
}
