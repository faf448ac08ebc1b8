import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import { IncidentKindName, IncidentSeverity } from '@tuskar/contract/incident.ts';
import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** Beyond this many open ones the number is told as "100 or more". */
const countedLimit = 100;

/** What is wrong now: for the badge in the navigation, and the overview. */
export const openIncidentsQuery = query('incident.list', { query: { state: 'open', limit: countedLimit } });

/** What narrows the list, in the page's address. Without a state: those that are open. */
export type IncidentSearch = {
  state?: 'closed' | 'all';
  kind?: IncidentKind;
  severity?: IncidentSeverity;
  machine?: string;
  taken?: 'yes' | 'no';
};

export function readIncidentSearch(given: Record<string, unknown>): IncidentSearch {
  const { state, machine, taken } = given;
  const kind = IncidentKindName.safeParse(given['kind']).data;
  const severity = IncidentSeverity.safeParse(given['severity']).data;
  return {
    ...(state === 'closed' || state === 'all' ? { state } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(severity === undefined ? {} : { severity }),
    ...(typeof machine === 'string' && machine !== '' ? { machine } : {}),
    ...(taken === 'yes' || taken === 'no' ? { taken } : {}),
  };
}

export function incidentPagesQuery({ state, machine, taken, ...filter }: IncidentSearch) {
  return pages('incident.list', {
    ...filter,
    state: state ?? 'open',
    ...(machine === undefined ? {} : { subjectType: 'machine', subject: machine }),
    ...(taken === undefined ? {} : { acknowledged: taken === 'yes' ? 'true' : 'false' }),
  });
}

/** All that was ever wrong with a machine, newest first. */
export function incidentsOfMachineQuery(subject: string) {
  return query('incident.list', { query: { state: 'all', subjectType: 'machine', subject, limit: 50 } });
}
