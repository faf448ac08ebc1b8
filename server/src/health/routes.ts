import { pageOfRows, parseCursor } from '../platform/http/cursor.ts';
import type { Handlers } from '../platform/http/handler.ts';
import type { Incidents } from './incident.ts';

export type IncidentHandlers = Pick<Handlers, Extract<keyof Handlers, `incident.${string}`>>;

export function incidentHandlers({ incidents }: { incidents: Incidents }): IncidentHandlers {
  return {
    'incident.list': async ({ query: { limit, cursor, ...filter } }) => {
      const [openedAt, id] = parseCursor(cursor, /^[\dT:.Z-]{24} [\da-f-]{36}$/)?.split(' ') ?? [];
      const after = openedAt === undefined || id === undefined ? undefined : { openedAt, id };
      const found = await incidents.list({ ...filter, after, limit: limit + 1 });
      return pageOfRows(found, limit, (last) => `${last.openedAt} ${last.id}`);
    },
    'incident.show': ({ params }) => incidents.show(params.id),
    'incident.acknowledge': ({ params, body, actor }) =>
      incidents.acknowledge(params.id, { by: actor.name, note: body.note }),
    'incident.close': ({ params, body, actor }) =>
      incidents.close(params.id, { by: actor.name, note: body.note }),
  };
}
