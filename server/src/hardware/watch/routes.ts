import type { Db } from '../../platform/database/connect.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import { getMachine } from '../store.ts';
import { findWatch } from './store.ts';

export function watchHandlers({ db }: { db: Db }): Pick<Handlers, 'machine.sensors'> {
  return {
    'machine.sensors': async ({ params }) => {
      const { id } = await getMachine(db, params.name);
      const watch = await findWatch(db, id);
      return {
        health: watch?.health ?? null,
        readAt: watch?.read_at?.toISOString() ?? null,
        sensors: watch?.sensors ?? [],
      };
    },
  };
}
