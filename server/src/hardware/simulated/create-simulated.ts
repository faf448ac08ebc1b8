import { faultText, type LabFault } from '@tuskar/contract/lab-machine.ts';
import type { Fault } from '@tuskar/lab/machines/schema.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { BareMetal } from '../bare-metal.ts';
import { namedFault, writtenFaults } from './individual.ts';
import { simulatedPanel, simulatedRecords } from './records.ts';
import { changeSimulatedNode, simulatedRegistry } from './registry.ts';
import { findSimulatedNode, updateSimulatedNode } from './store.ts';
import { simulatedWork, type Simulation } from './work.ts';

export type { Simulation } from './work.ts';

/**
 * A bare-metal service without hardware, for people who have none and for tests. Its nodes go through every state of the
 * real one; what they do, are and measure follows from their names, a seed and the time, so that all processes see the
 * same, and nothing has to run for it.
 */
export function createSimulatedBareMetal(db: Db, simulation: Simulation): BareMetal {
  const registry = simulatedRegistry(db);
  return {
    registry,
    glance: registry.show,
    work: simulatedWork(db, simulation),
    records: simulatedRecords(db, simulation),
    panel: simulatedPanel(db),
  };
}

/**
 * Sets what is wrong with a simulated machine, from its next piece of work on; gives the faults with their parts named.
 * @throws node-not-found, lab-part-not-found
 */
export async function setSimulatedFaults(
  db: Db,
  { id, seed, faults }: { id: string; seed: number; faults: LabFault[] },
): Promise<Fault[]> {
  return await changeSimulatedNode(db, id, async (tx, { name }) => {
    const named = faults.map((fault) => namedFault({ seed, name }, fault));
    await updateSimulatedNode(tx, id, { faults: named.map(faultText) });
    return named;
  });
}

/** What somebody has said is wrong with it. One that is not registered yet has nothing. */
export async function getSimulatedFaults(
  db: Db,
  { id, seed }: { id: string; seed: number },
): Promise<Fault[]> {
  const node = await findSimulatedNode(db, id);
  return node === undefined ? [] : writtenFaults({ seed, ...node });
}
