import type { Blueprint, BlueprintChange, BlueprintDiff } from '@tuskar/contract/cloud.ts';
import { itemTitle } from '@tuskar/contract/item-title.ts';
import type { CompiledBlueprint } from '../compile/compiled.ts';
import { redactSecrets } from '../compile/secret-token.ts';
import { type HostChange, type ItemChange, diffBlueprints } from './diff.ts';
import { type Impact, impactOf, runningUnits, worst } from './impact.ts';
import { itemDiff } from './item-diff.ts';

type ChangeKind = BlueprintChange['change'];

function kindOf({ before, after }: { before: unknown; after: unknown }): ChangeKind {
  if (before === undefined) return 'add';
  return after === undefined ? 'remove' : 'change';
}

function impacts(host: HostChange, next: CompiledBlueprint): Map<ItemChange, Impact> {
  const running = runningUnits(host);
  return new Map(
    host.items.map((change) => [change, impactOf(change, { host, running, apiUnits: next.apiUnits })]),
  );
}

/** The figures of a blueprint, as lists show it. */
export function summarize(
  parent: CompiledBlueprint | undefined,
  next: CompiledBlueprint,
): Blueprint['summary'] {
  const hosts = diffBlueprints(parent, next);
  const found = hosts.map((host) => [...impacts(host, next).values()]);
  const all = found.flat();
  const restarts = found.map(
    (list) => new Set(list.flatMap((impact) => (impact.level === 'reload' ? [] : impact.units))).size,
  );
  return {
    hosts: next.hosts.length,
    hostsChanged: hosts.length,
    changes: all.length,
    impact: worst(all.map((impact) => impact.level)),
    restarts: restarts.reduce((sum, count) => sum + count, 0),
    apiGap: [...new Set(all.flatMap((impact) => impact.apiGap))].sort(),
  };
}

function describe(change: ItemChange, impact: Impact): BlueprintChange | undefined {
  const item = (change.after ?? change.before)?.item;
  if (item === undefined) return undefined;
  return {
    item: change.id,
    kind: item.kind,
    title: redactSecrets(itemTitle(item)),
    change: kindOf(change),
    diff: itemDiff(change.before?.item, change.after?.item),
    impact: impact.level,
    units: impact.units,
    apiGap: impact.apiGap,
  };
}

/** What a blueprint changes, for a person to read before it happens. */
export function describeChanges(
  parent: CompiledBlueprint | undefined,
  next: CompiledBlueprint,
): BlueprintDiff['hosts'] {
  return diffBlueprints(parent, next).map((host) => ({
    host: host.host,
    change: kindOf(host),
    changes: [...impacts(host, next)].flatMap(([change, impact]) => describe(change, impact) ?? []),
  }));
}
