import { z } from 'zod';
import { PageQuery, pageOf, Subject, Timestamp } from './fields.ts';
import { incidentKinds, type IncidentKind } from './incident-kinds.ts';
import { defineRoutes } from './route.ts';

export const IncidentKindName = z.enum(Object.keys(incidentKinds) as [IncidentKind, ...IncidentKind[]]);

export const IncidentSeverity = z.enum(['warning', 'critical']);
export type IncidentSeverity = z.infer<typeof IncidentSeverity>;

/** Something wrong that needs a person. There is one at most that is open for a kind, a subject and a part of it. */
export const Incident = z
  .object({
    id: z.string(),
    kind: IncidentKindName,
    subject: Subject,
    /** The part that is to blame: 'Fan 3', 'disk S4YNX0 (bay 3)'; null: the whole. */
    part: z.string().nullable(),
    severity: IncidentSeverity,
    title: z.string(),
    /** What was seen: '91 °C, critical from 90 °C'. */
    reason: z.string(),
    nextAction: z.string(),
    openedAt: Timestamp,
    /** When it was last seen to be so. */
    lastSeenAt: Timestamp,
    acknowledgedAt: Timestamp.nullable(),
    acknowledgedBy: z.string().nullable(),
    /** What they said of it. */
    note: z.string().nullable(),
    closedAt: Timestamp.nullable(),
    /** Who closed it; null on a closed one: it was gone by itself. */
    closedBy: z.string().nullable(),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

const IncidentParams = z.object({ id: z.string().max(64) });
const note = z.string().max(2000);

export const incidentRoutes = defineRoutes({
  'incident.list': {
    method: 'GET',
    path: '/v1/incidents',
    tag: 'Incidents',
    summary: 'List incidents, newest first',
    access: 'incident.read',
    query: PageQuery.extend({
      state: z.enum(['open', 'closed', 'all']).default('open'),
      kind: IncidentKindName.optional(),
      severity: IncidentSeverity.optional(),
      subjectType: Subject.shape.type.optional(),
      subject: z.string().max(255).optional().describe('the name of what they are about'),
      acknowledged: z.stringbool().optional(),
    }),
    response: pageOf(Incident),
  },
  'incident.show': {
    method: 'GET',
    path: '/v1/incidents/:id',
    tag: 'Incidents',
    summary: 'Show an incident',
    access: 'incident.read',
    params: IncidentParams,
    response: Incident,
  },
  'incident.acknowledge': {
    method: 'POST',
    path: '/v1/incidents/:id/acknowledge',
    tag: 'Incidents',
    summary: 'Say that somebody takes care of an incident',
    access: 'incident.manage',
    params: IncidentParams,
    body: z.object({ note: note.optional() }),
    response: Incident,
  },
  'incident.close': {
    method: 'POST',
    path: '/v1/incidents/:id/close',
    tag: 'Incidents',
    summary: 'Close an incident; what is seen to be wrong after that opens a new one',
    access: 'incident.manage',
    params: IncidentParams,
    body: z.object({ note: note.optional() }),
    response: Incident,
  },
});
