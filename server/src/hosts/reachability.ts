import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Reconciler } from '../platform/reconcilers/reconciler.ts';
import type { Hosts } from './host.ts';
import { listHostRows } from './store.ts';

const atOnce = 8;

/** Keeps every host's state true: connects, reads what it is made of, and says since when it does not answer. */
export function hostReachability({ db, hosts }: { db: Db; hosts: Hosts }): Reconciler {
  return {
    name: 'host-reachability',
    everySeconds: 60,
    pass: async ({ signal }) => {
      const waiting = (await listHostRows(db, { limit: 100_000 })).map((row) => row.name);
      const unreachable: string[] = [];
      const looked = waiting.length;
      async function work(): Promise<void> {
        for (let name = waiting.shift(); name !== undefined && !signal.aborted; name = waiting.shift()) {
          await hosts.look(name, signal).catch((error: unknown) => {
            if (!isTuskarError(error)) throw error;
            unreachable.push(name);
          });
        }
      }
      await Promise.all(Array.from({ length: atOnce }, work));
      return { looked, unreachable };
    },
  };
}
