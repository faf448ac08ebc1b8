import type { Cloud } from '@tuskar/contract/cloud.ts';
import type { Host } from '@tuskar/contract/host.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { MachineFacets } from '@tuskar/contract/machine-filter.ts';
import type { Undercloud } from '@tuskar/contract/undercloud.ts';
import { countOf, formatCount } from '../components/count.ts';
import type { Attention } from './attention-item.ts';
import {
  type OpenIncidents,
  openIncidents,
  silentUndercloud,
  strandedMachines,
} from './hardware-attention.ts';

type Known = {
  clouds: Cloud[];
  operations: Operation[];
  hosts: Host[];
  incidents: OpenIncidents;
  machines: Pick<MachineFacets, 'late' | 'facets'>;
  undercloud: Undercloud | null;
};

/** What needs a person, the worst first. */
export function attentionOf(known: Known): Attention[] {
  const { clouds, operations, hosts, incidents, machines, undercloud } = known;
  const all = [
    ...clouds.flatMap(unwellCloud),
    ...silentUndercloud(undercloud),
    ...openIncidents(incidents),
    ...strandedMachines(machines),
    ...failedOperations(operations).map(failedOperation),
    ...unreachableHosts(hosts),
    ...clouds.flatMap(failedVerification),
    ...clouds.flatMap(waitingBlueprint),
    ...driftedHosts(hosts),
  ];
  return [...all.filter(({ tone }) => tone === 'bad'), ...all.filter(({ tone }) => tone !== 'bad')];
}

function unwellCloud(cloud: Cloud): Attention[] {
  const { name, state, stateReason, stateSince } = cloud;
  if (state !== 'failed' && state !== 'degraded') return [];
  return [
    {
      key: `cloud ${name}`,
      tone: state === 'failed' ? 'bad' : 'attention',
      title: `The cloud ${name} ${state === 'failed' ? 'has failed' : 'is degraded'}`,
      detail: stateReason,
      since: stateSince,
      action: { text: 'Look at its services', link: { to: '/clouds/$name', params: { name } } },
    },
  ];
}

function failedVerification({ name, lastVerification }: Cloud): Attention[] {
  if (lastVerification?.state !== 'failed') return [];
  return [
    {
      key: `verification ${lastVerification.id}`,
      tone: 'bad',
      title: `The last verification of ${name} failed`,
      detail: null,
      since: lastVerification.at,
      action: {
        text: 'See which checks failed',
        link: { to: '/clouds/$name/verifications', params: { name } },
      },
    },
  ];
}

function waitingBlueprint({ name, proposedBlueprint }: Cloud): Attention[] {
  if (proposedBlueprint === null) return [];
  return [
    {
      key: `blueprint ${proposedBlueprint}`,
      tone: 'attention',
      title: `A blueprint of ${name} waits for a person`,
      detail: 'Read what it changes, then approve, execute or abandon it.',
      since: null,
      action: { text: 'Read it', link: { to: '/blueprints/$id', params: { id: proposedBlueprint } } },
    },
  ];
}

/** Operations, newest first, that failed and were not made good by a later one about the same thing. */
export function failedOperations(operations: Operation[]): Operation[] {
  const settled = new Set<string>();
  return operations.filter((operation) => {
    const about = `${operation.subject.type}/${operation.subject.name}`;
    if (settled.has(about)) return false;
    settled.add(about);
    return operation.state === 'failed';
  });
}

function failedOperation({ id, title, error, endedAt, nextAction }: Operation): Attention {
  return {
    key: `operation ${id}`,
    tone: 'bad',
    title: `Failed: ${title}`,
    detail: error?.detail ?? nextAction,
    since: endedAt,
    action: { text: 'See why, and what to do', link: { to: '/operations/$id', params: { id } } },
  };
}

function unreachableHosts(hosts: Host[]): Attention[] {
  const gone = hosts.filter(({ state }) => state === 'unreachable');
  return oneOrMany(gone, {
    tone: 'bad',
    one: ({ name }) => `The host ${name} is unreachable`,
    many: (count) => `${formatCount(count)} hosts are unreachable`,
    detail: ({ stateReason }) => stateReason,
    since: ({ stateSince }) => stateSince,
  });
}

function driftedHosts(hosts: Host[]): Attention[] {
  const drifted = hosts.filter(({ drift }) => drift !== null && drift > 0);
  return oneOrMany(drifted, {
    tone: 'attention',
    one: ({ name }) => `The host ${name} has drifted from its blueprint`,
    many: (count) => `${formatCount(count)} hosts have drifted from their blueprints`,
    detail: ({ drift }) => countOf(drift ?? 0, 'item differs', 'items differ'),
    since: () => null,
  });
}

type Wording = {
  tone: Attention['tone'];
  one: (host: Host) => string;
  many: (count: number) => string;
  detail: (host: Host) => string | null;
  since: (host: Host) => string | null;
};

function oneOrMany(hosts: Host[], { tone, one, many, detail, since }: Wording): Attention[] {
  const [first] = hosts;
  if (first === undefined) return [];
  const { name } = first;
  if (hosts.length === 1) {
    const link = { to: '/hosts/$name', params: { name } } as const;
    const title = one(first);
    return [
      {
        key: title,
        tone,
        title,
        detail: detail(first),
        since: since(first),
        action: { text: 'Look at it', link },
      },
    ];
  }
  const title = many(hosts.length);
  const names = hosts.map((host) => host.name);
  const shown = names.length > 5 ? [...names.slice(0, 5), '…'] : names;
  return [
    {
      key: title,
      tone,
      title,
      detail: shown.join(', '),
      since: null,
      action: { text: 'Look at them', link: { to: '/hosts' } },
    },
  ];
}
