import type { Incident } from '@tuskar/contract/incident.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

/** Changes an open incident and tells the stream, as the server does. */
function change(world: World, id: string, to: Partial<Incident>): Incident {
  const incident = findOr(world.incidents, 'incident-not-found', (one) => one.id === id);
  if (incident.closedAt !== null) throw new TuskarError('incident-closed', `The incident ${id} is closed.`);
  Object.assign(incident, to);
  world.emit('incident.changed', { type: 'incident', name: id }, incident);
  return incident;
}

const given = (note: string | undefined) => (note === undefined ? {} : { note });

export const incidentHandlers: Handlers<
  'incident.list' | 'incident.show' | 'incident.acknowledge' | 'incident.close'
> = {
  'incident.list': ({ session: { world }, query }) => {
    const { state, kind, severity, subjectType, subject, acknowledged } = query;
    const fitting = world.incidents.filter(
      (one) =>
        (state === 'all' || (one.closedAt === null) === (state === 'open')) &&
        (kind === undefined || one.kind === kind) &&
        (severity === undefined || one.severity === severity) &&
        (subjectType === undefined || one.subject.type === subjectType) &&
        (subject === undefined || one.subject.name === subject) &&
        (acknowledged === undefined || (one.acknowledgedAt !== null) === acknowledged),
    );
    return pageOf(fitting, query);
  },
  'incident.show': ({ session: { world }, params }) =>
    findOr(world.incidents, 'incident-not-found', ({ id }) => id === params.id),
  'incident.acknowledge': ({ session: { world, user }, params, body }) =>
    change(world, params.id, {
      acknowledgedAt: new Date().toISOString(),
      acknowledgedBy: user,
      ...given(body.note),
    }),
  'incident.close': ({ session: { world, user }, params, body }) =>
    change(world, params.id, { closedAt: new Date().toISOString(), closedBy: user, ...given(body.note) }),
};
