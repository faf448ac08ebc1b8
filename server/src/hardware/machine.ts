import type { MachineFacets, MachineFilter } from '@tuskar/contract/machine-filter.ts';
import type { Machine, MachineDetail } from '@tuskar/contract/machine.ts';
import type { Db } from '../platform/database/connect.ts';
import type { MachineIndex } from './machine-index.ts';
import { countMachines, type MachineQuery, namesOfMachines, pageOfMachines } from './machine-query.ts';
import { toMachine, toMachineDetail } from './resource.ts';
import { getMachine, getMachines } from './store.ts';

export type Machines = ReturnType<typeof createMachines>;

/** Finding machines. */
export function createMachines({ db, index }: { db: Db; index: MachineIndex }) {
  return {
    list: async (query: MachineQuery): Promise<{ items: Machine[]; nextCursor: string | null }> => {
      await index.refresh();
      const { names, nextCursor } = pageOfMachines(index, query);
      const rows = new Map((await getMachines(db, names)).map((row) => [row.name, row]));
      // One that was forgotten between the two is left out.
      const items = names.flatMap((name) => rows.get(name) ?? []).map(toMachine);
      return { items, nextCursor };
    },
    count: async (filter: MachineFilter): Promise<MachineFacets> => {
      await index.refresh();
      return countMachines(index, filter);
    },
    /** The names of all that fit. */
    names: async (filter: MachineFilter): Promise<string[]> => {
      await index.refresh();
      return namesOfMachines(index, filter);
    },
    show: async (name: string): Promise<MachineDetail> => toMachineDetail(await getMachine(db, name)),
  };
}
