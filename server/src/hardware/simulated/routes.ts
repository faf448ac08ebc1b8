import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import { getMachine } from '../store.ts';
import { setSimulatedFaults } from './create-simulated.ts';

export function simulatedHandlers({ db, seed }: { db: Db; seed: number }): Pick<Handlers, 'machine.fault'> {
  return {
    'machine.fault': async ({ params: { name }, body: { faults } }) => {
      const { id, provider } = await getMachine(db, name);
      if (provider !== 'simulated') {
        throw new TuskarError('machine-not-simulated', `The machine ${name} is no simulated one.`, {
          context: { machine: name, provider },
        });
      }
      return { faults: await setSimulatedFaults(db, { id, seed, faults }) };
    },
  };
}
