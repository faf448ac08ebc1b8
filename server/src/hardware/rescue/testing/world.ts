import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../../platform/operations/testing/scenario.ts';
import { certificatesOf } from '../../erase/testing/certificates.ts';
import { addUsedMachine, type EraseWorld, eraseWorld } from '../../erase/testing/world.ts';
import { createSimulatedBareMetal } from '../../simulated/create-simulated.ts';
import { getMachine } from '../../store.ts';
import type { RescueDeps } from '../deps.ts';
import { rescuePassword } from '../password.ts';

export type RescueWorld = EraseWorld &
  RescueDeps & {
    /** The last one that the bare-metal service was given; in a file, since several processes act in a scenario. */
    passwordSent: () => string | undefined;
  };

/** Rescue over the simulated bare-metal service, in which by default nothing takes time. */
export function rescueWorld(stage: Stage, { pace = 0 }: { pace?: number } = {}): RescueWorld {
  const world = eraseWorld(stage);
  const { db, secrets } = certificatesOf(stage.database, stage.directory);
  const { work, ...service } = createSimulatedBareMetal(db, { seed: 7, pace });
  const file = join(stage.directory, 'rescue-password');
  const provision: typeof work.provision = async (id, request) => {
    if (request.rescuePassword !== undefined) writeFileSync(file, request.rescuePassword);
    await work.provision(id, request);
  };
  return {
    ...world,
    secrets,
    bareMetalOf: async () => ({ ...service, work: { ...work, provision } }),
    passwordSent: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
  };
}

export async function addMachineInRescue(world: RescueWorld, name: string): Promise<void> {
  await addUsedMachine(world, name);
  await bootRescue(world, name);
}

/** One that is in use runs the rescue system from here on. */
export async function bootRescue(world: RescueWorld, name: string): Promise<void> {
  const row = await getMachine(world.db, name);
  const { work } = await world.bareMetalOf(row.provider);
  const password = await rescuePassword(world.secrets, row);
  await work.provision(row.id, { verb: 'rescue', rescuePassword: password });
  await world.db.updateTable('machine').set({ state: 'rescued' }).where('name', '=', name).execute();
}

export async function nodeStateOf({ db, bareMetalOf }: RescueWorld, name: string): Promise<string> {
  const { id, provider } = await getMachine(db, name);
  const { registry } = await bareMetalOf(provider);
  return (await registry.show(id)).provisionState;
}
