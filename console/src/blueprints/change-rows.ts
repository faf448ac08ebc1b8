import type { BlueprintChange, BlueprintDiff, ImpactLevel } from '@tuskar/contract/cloud.ts';

type HostDiff = BlueprintDiff['hosts'][number];

export type ChangeRow =
  | { kind: 'host'; key: string; host: HostDiff; shown: number; isOpen: boolean }
  | { kind: 'change'; key: string; change: BlueprintChange; isOpen: boolean };

export type ChangeFilter = { text: string; impact: ImpactLevel | undefined };

type RowOptions = { filter: ChangeFilter; toggled: ReadonlyMap<string, boolean> };

/** More hosts than these begin closed: a person first wants to see which. */
const fewHosts = 3;

/** The rows of the list, flat: hosts, and under each open host its changes. Hosts without a fitting change are left out. */
export function changeRows(hosts: HostDiff[], { filter, toggled }: RowOptions): ChangeRow[] {
  return hosts.flatMap((host): ChangeRow[] => {
    const changes = host.changes.filter((change) => fits(change, host.host, filter));
    if (changes.length === 0) return [];
    const isOpen = toggled.get(host.host) ?? hosts.length <= fewHosts;
    const row: ChangeRow = { kind: 'host', key: host.host, host, shown: changes.length, isOpen };
    if (!isOpen) return [row];
    return [
      row,
      ...changes.map((change): ChangeRow => {
        const key = `${host.host} ${change.item}`;
        return { kind: 'change', key, change, isOpen: toggled.get(key) ?? false };
      }),
    ];
  });
}

function fits({ title, item, units, impact }: BlueprintChange, host: string, filter: ChangeFilter): boolean {
  if (filter.impact !== undefined && impact !== filter.impact) return false;
  return [title, item, host, ...units].join(' ').toLowerCase().includes(filter.text.toLowerCase());
}
