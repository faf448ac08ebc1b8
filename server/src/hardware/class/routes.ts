import type { Db } from '../../platform/database/connect.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import { getMachine } from '../store.ts';
import { changeClass, createClass, proposals, removeClass } from './class.ts';
import { getClass, listClasses, listDeviations, toClass } from './store.ts';

type ClassHandlers = Pick<Handlers, Extract<keyof Handlers, `class.${string}`> | 'machine.deviations'>;

export function classHandlers({ db, events }: { db: Db; events: EventBus }): ClassHandlers {
  return {
    'class.list': async ({ query: { cursor, limit } }) => {
      const found = await listClasses(db, { after: cursor, limit: limit + 1 });
      const items = found.slice(0, limit).map(toClass);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.name ?? null) : null };
    },
    'class.propose': async () => ({ items: await proposals(db) }),
    'class.show': async ({ params }) => toClass(await getClass(db, params.name)),
    'class.create': ({ body }) => createClass({ db, events }, body),
    'class.update': ({ params, body }) => changeClass({ db, events }, { ...body, name: params.name }),
    'class.remove': ({ params }) => removeClass({ db, events }, params.name),
    'class.deviations': async ({ params }) => {
      await getClass(db, params.name);
      return { items: await listDeviations(db, { class: params.name }) };
    },
    'machine.deviations': async ({ params }) => {
      await getMachine(db, params.name);
      return { items: await listDeviations(db, { machine: params.name }) };
    },
  };
}
