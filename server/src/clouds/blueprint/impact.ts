import type { ImpactLevel } from '@tuskar/contract/cloud.ts';
import { ImpactLevel as Levels } from '@tuskar/contract/cloud.ts';
import type { Item, UnitItem } from '@tuskar/contract/part.ts';
import { triggersOf } from '../compile/check-items.ts';
import type { ApiUnits, CompiledItem } from '../compile/compiled.ts';
import type { HostChange, ItemChange } from './diff.ts';

export type Impact = {
  level: ImpactLevel;
  /** Units that restart, reload or stop by it. */
  units: string[];
  apiGap: string[];
};

type Effect = { unit: string; service: string; level: 'reload' | 'restart' };

const order = Levels.options;

export function worst(levels: Iterable<ImpactLevel>): ImpactLevel {
  return order[Math.max(0, ...Array.from(levels, (level) => order.indexOf(level)))] ?? 'none';
}

/** The unit that a command restarts, for modules that must do it by hand. */
function restartedByCommand(item: Item): string[] {
  if (item.kind !== 'command') return [];
  const [program, verb, ...units] = item.argv;
  return program === 'systemctl' && (verb === 'restart' || verb === 'try-restart') ? units : [];
}

/** What a unit that runs already does when an item that it reads changes; a reload only where nothing asks for more. */
function levelFor(unit: UnitItem, ids: ReadonlySet<string>): Effect['level'] | undefined {
  if (unit.restartOn?.some((id) => ids.has(id))) return 'restart';
  return unit.reloadOn?.some((id) => ids.has(id)) ? 'reload' : undefined;
}

/** A changed item, and the commands that run because of it. */
function reach(id: string, items: CompiledItem[]): Set<string> {
  const ids = new Set([id]);
  for (const { item } of items)
    if (item.kind === 'command' && triggersOf(item).some((trigger) => ids.has(trigger))) ids.add(item.id);
  return ids;
}

/** The unit's own item: stopped, gone, or with other things to read. */
function ownEffects({ before, after }: ItemChange): Effect[] {
  const was = before?.item;
  if (was?.kind !== 'unit' || was.state !== 'started') return [];
  const unchanged =
    after?.item.kind === 'unit' &&
    after.item.state === 'started' &&
    JSON.stringify(was.restartOn) === JSON.stringify(after.item.restartOn);
  return unchanged ? [] : [{ unit: was.unit, service: before?.service ?? '', level: 'restart' }];
}

function effectsOf(change: ItemChange, host: HostChange, running: ReadonlySet<string>): Effect[] {
  const items = host.after?.items ?? [];
  const ids = reach(change.id, items);
  const reading = items.flatMap(({ item, service }): Effect[] => {
    if (item.kind === 'unit' && running.has(item.unit)) {
      const level = levelFor(item, new Set([change.id]));
      return level === undefined ? [] : [{ unit: item.unit, service, level }];
    }
    if (!ids.has(item.id)) return [];
    return restartedByCommand(item)
      .filter((unit) => running.has(unit))
      .map((unit) => ({ unit, service, level: 'restart' as const }));
  });
  return [...ownEffects(change), ...reading];
}

function gapsOf(effects: Effect[], apiUnits: ApiUnits[]): string[] {
  const interrupted = effects.filter((effect) => effect.level === 'restart').map((effect) => effect.unit);
  const gaps = apiUnits.filter((one) => one.units.some((unit) => interrupted.includes(unit)));
  return [...new Set(gaps.flatMap((one) => one.apis))].sort();
}

/** Units that run on the host before the change: what does not run yet is only started. */
export function runningUnits(host: HostChange): Set<string> {
  const items = host.before?.items.map(({ item }) => item) ?? [];
  return new Set(
    items.flatMap((item) => (item.kind === 'unit' && item.state === 'started' ? [item.unit] : [])),
  );
}

/** What a change does to what runs. Exact for units, since the converge program restarts by the same rules. */
export function impactOf(
  change: ItemChange,
  { host, running, apiUnits }: { host: HostChange; running: ReadonlySet<string>; apiUnits: ApiUnits[] },
): Impact {
  const effects = effectsOf(change, host, running);
  const apiGap = gapsOf(effects, apiUnits);
  return {
    level: apiGap.length > 0 ? 'api-gap' : worst(effects.map((effect) => effect.level)),
    units: [...new Set(effects.map((effect) => effect.unit))].sort(),
    apiGap,
  };
}
