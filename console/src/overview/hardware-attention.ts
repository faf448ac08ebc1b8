import type { Incident } from '@tuskar/contract/incident.ts';
import type { MachineFacets } from '@tuskar/contract/machine-filter.ts';
import type { Undercloud } from '@tuskar/contract/undercloud.ts';
import { formatCount } from '../components/count.ts';
import type { MachineSearch } from '../machines/queries.ts';
import type { Attention } from './attention-item.ts';

/** Incidents that are open, newest first: all of them, or the first page of more. */
export type OpenIncidents = { items: Incident[]; nextCursor: string | null };

/** Incidents by name while they are few; else how many there are. */
const named = 3;

export function openIncidents({ items, nextCursor }: OpenIncidents): Attention[] {
  const ordered = [...items.filter(isCritical), ...items.filter((incident) => !isCritical(incident))];
  if (items.length <= named) return ordered.map(oneIncident);
  const critical = items.filter(isCritical).length;
  const untaken = items.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  const more = nextCursor === null ? '' : ' or more';
  return [
    {
      key: 'incidents',
      tone: critical > 0 ? 'bad' : 'attention',
      title: `${formatCount(items.length)}${more} incidents are open`,
      detail: [
        ...(critical > 0 ? [`${formatCount(critical)} critical`] : []),
        `${formatCount(untaken)} that nobody has taken`,
        `first ${ordered[0]!.subject.name}: ${ordered[0]!.title}`,
      ].join('; '),
      since: ordered[0]!.openedAt,
      action: { text: 'Look at them', link: { to: '/incidents' } },
    },
  ];
}

const isCritical = ({ severity }: Incident) => severity === 'critical';

function oneIncident({
  id,
  severity,
  subject,
  title,
  reason,
  acknowledgedBy,
  openedAt,
}: Incident): Attention {
  return {
    key: `incident ${id}`,
    tone: severity === 'critical' ? 'bad' : 'attention',
    title: `${subject.name}: ${title}`,
    detail: acknowledgedBy === null ? reason : `${reason} Taken by ${acknowledgedBy}.`,
    since: openedAt,
    action: { text: 'See what to do', link: { to: '/incidents/$id', params: { id } } },
  };
}

/** Machines that do not go on by themselves, counted: there may be thousands. */
export function strandedMachines({ late, facets }: Pick<MachineFacets, 'late' | 'facets'>): Attention[] {
  const counted = (facet: 'state' | 'contact', wanted: string) =>
    facets[facet].find(({ value }) => value === wanted)?.count ?? 0;
  return [
    ...someMachines(counted('state', 'quarantined'), {
      tone: 'bad',
      what: 'in quarantine',
      detail: 'Out of use until it is repaired, or somebody releases it. Each says what is wrong with it.',
      search: { state: 'quarantined' },
    }),
    ...someMachines(counted('contact', 'unreachable'), {
      tone: 'bad',
      what: 'unreachable',
      detail: 'The BMC does not answer. Each says since when, and why.',
      search: { contact: 'unreachable' },
    }),
    ...someMachines(late, {
      tone: 'attention',
      what: 'late',
      detail: 'In its state for longer than it should be. Each says what it waits for.',
      search: { only: 'late' },
    }),
  ];
}

type Wording = {
  tone: Attention['tone'];
  what: string;
  detail: string;
  search: MachineSearch;
};

function someMachines(count: number, { tone, what, detail, search }: Wording): Attention[] {
  if (count === 0) return [];
  return [
    {
      key: `machines ${what}`,
      tone,
      title: count === 1 ? `One machine is ${what}` : `${formatCount(count)} machines are ${what}`,
      detail,
      since: null,
      action: { text: count === 1 ? 'Look at it' : 'Look at them', link: { to: '/machines', search } },
    },
  ];
}

/** Whether somebody waits for the bare-metal service: simulated machines do without it. */
export function needsUndercloud({ facets }: Pick<MachineFacets, 'facets'>): boolean {
  return facets.provider.some(({ value, count }) => value === 'ironic' && count > 0);
}

/** Without it no machine can be worked on. Where none was ever connected, nobody waits for it. */
export function silentUndercloud(undercloud: Undercloud | null): Attention[] {
  if (undercloud === null || undercloud.state === 'connected') return [];
  const { state, stateReason, stateSince } = undercloud;
  return [
    {
      key: 'undercloud',
      tone: 'bad',
      title: state === 'refused' ? 'The undercloud does not let Tuskar in' : 'The undercloud is unreachable',
      detail: stateReason,
      since: stateSince,
      action: { text: 'See what to do', link: { to: '/undercloud' } },
    },
  ];
}
