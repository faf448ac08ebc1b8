import type { Db } from '../platform/database/connect.ts';
import type { Handlers } from '../platform/http/handler.ts';
import { toMachine, toMachineDetail } from './resource.ts';
import { getMachine, listMachines } from './store.ts';

type MachineHandlers = Pick<Handlers, 'machine.list' | 'machine.show'>;

export function machineHandlers({ db }: { db: Db }): MachineHandlers {
  return {
    'machine.list': async ({ query: { cursor, limit } }) => {
      const found = await listMachines(db, { after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit).map(toMachine);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.name ?? null) : null };
    },
    'machine.show': async ({ params }) => toMachineDetail(await getMachine(db, params.name)),
  };
}
