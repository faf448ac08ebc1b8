import type { CommandItem, Item, Part, UnitItem } from '@tuskar/contract/part.ts';
import { digestOf } from './digest.ts';
import { type SimulatedHostState, unitOf } from './host-state.ts';

/** Makes an item true in `state` and says which actions that took; none: it was true already. */
export function makeTrue(item: Item, state: SimulatedHostState, part: Part): string[] {
  switch (item.kind) {
    case 'file':
    case 'link':
    case 'directory': {
      const digest = digestOf([item]);
      if (state.paths[item.path] === digest) return [];
      state.paths[item.path] = digest;
      return [{ file: 'write', link: 'link', directory: 'create' }[item.kind]];
    }
    case 'absent': {
      const inside = Object.keys(state.paths).filter((path) => `${path}/`.startsWith(`${item.path}/`));
      for (const path of inside) delete state.paths[path];
      return inside.length > 0 ? ['remove'] : [];
    }
    case 'package': {
      const missing = item.names.filter((name) => !state.packages.includes(name));
      state.packages.push(...missing);
      return missing.length > 0 ? ['install'] : [];
    }
    case 'unit':
      return makeUnitTrue(item, state, part);
    case 'command':
      return runCommand(item, state, part);
    default:
      return [];
  }
}

function makeUnitTrue(item: UnitItem, state: SimulatedHostState, part: Part): string[] {
  const before = unitOf(state, item.unit);
  const restartDigest = item.restartOn && digestOf(named(part, item.restartOn));
  const reloadDigest = item.reloadOn && digestOf(named(part, item.reloadOn));
  const actions: string[] = [];
  const unit = { ...before };
  if (item.masked !== undefined && item.masked !== before.masked) {
    actions.push(item.masked ? 'mask' : 'unmask');
    unit.masked = item.masked;
  }
  if (item.enabled !== undefined && item.enabled !== before.enabled) {
    actions.push(item.enabled ? 'enable' : 'disable');
    unit.enabled = item.enabled;
  }
  const run = runAction(item, before, restartDigest, reloadDigest);
  if (run) actions.push(run);
  unit.active = item.state === 'started';
  if (run === 'start' || run === 'restart') unit.starts += 1;
  if (unit.active) Object.assign(unit, { restartDigest, reloadDigest });
  state.units[item.unit] = unit;
  return actions;
}

function runAction(
  item: UnitItem,
  before: ReturnType<typeof unitOf>,
  restartDigest: string | undefined,
  reloadDigest: string | undefined,
): string | undefined {
  if (item.state === 'stopped') return before.active ? 'stop' : undefined;
  if (!before.active) return 'start';
  if (restartDigest !== before.restartDigest && restartDigest !== undefined) return 'restart';
  return reloadDigest !== before.reloadDigest && reloadDigest !== undefined ? 'reload' : undefined;
}

/** A guard that asks a command holds once ours has run; one that asks for a path also where the path was written. */
function runCommand(item: CommandItem, state: SimulatedHostState, part: Part): string[] {
  const before = state.commands[item.id] ?? { runs: 0 };
  const digest = item.runOn && digestOf([...named(part, item.runOn), item]);
  const { guard } = item;
  const written = guard && 'exists' in guard && guard.exists in state.paths;
  const seen = digest !== undefined && before.digest === digest;
  const holds = guard !== undefined && (written || before.runs > 0);
  if (seen || holds) return [];
  state.commands[item.id] = { runs: before.runs + 1, digest };
  return ['run'];
}

function named(part: Part, ids: string[]): Item[] {
  return part.items.filter(({ id }) => ids.includes(id));
}
