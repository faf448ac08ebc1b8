import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import { getMachine } from '../store.ts';
import { getSimulatedFaults, setSimulatedFaults } from './create-simulated.ts';

export function simulatedHandlers({
  db,
  seed,
}: {
  db: Db;
  seed: number;
}): Pick<Handlers, 'machine.faults' | 'machine.fault'> {
  async function simulatedId(name: string): Promise<string> {
    const { id, provider } = await getMachine(db, name);
    if (provider === 'simulated') return id;
    throw new TuskarError('machine-not-simulated', `The machine ${name} is no simulated one.`, {
      context: { machine: name, provider },
    });
  }

  return {
    'machine.faults': async ({ params: { name } }) => {
      const id = await simulatedId(name);
      return { faults: await getSimulatedFaults(db, { id, seed }) };
    },
    'machine.fault': async ({ params: { name }, body: { faults } }) => {
      const id = await simulatedId(name);
      return { faults: await setSimulatedFaults(db, { id, seed, faults }) };
    },
  };
}
