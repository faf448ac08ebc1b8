import { setTimeout as delay } from 'node:timers/promises';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Item, Part } from '@tuskar/contract/part.ts';
import type { ConvergeItem, ItemFailure } from '../converge/schema.ts';
import type { ConvergeOptions } from '../converger.ts';
import { makeTrue } from './effect.ts';
import type { ActiveFaults } from './fault.ts';
import type { SimulatedHostState } from './host-state.ts';
import { inOrder } from './order.ts';

export type SimulatedRun = {
  options: ConvergeOptions;
  /** With the secrets in place. */
  part: Part;
  state: SimulatedHostState;
  faults: ActiveFaults;
  /** After every change, so that a process that dies loses none. */
  save: () => Promise<void>;
  emit: (item: ConvergeItem) => void;
};

/** Converges item after item. Ends early, with its error, where the connection is cut or the signal comes. */
export async function runItems(run: SimulatedRun): Promise<void> {
  const { options, part, faults } = run;
  const only = options.only && new Set(options.only);
  /** Which failed item each lost item depends on. */
  const lost = new Map<string, string>();
  let count = 0;
  for (const { item, needs } of inOrder(part)) {
    if (only && !only.has(item.id)) continue;
    if (faults.strike('connection-cut', ({ afterItems }) => afterItems === count)) throw cut(options, count);
    count += 1;
    await pause(run);
    const cause = needs.map((id) => lost.get(id)).find((id) => id !== undefined);
    const event = cause ? skipped(item, cause) : await converge(item, run);
    if (event.state === 'failed' || event.state === 'skipped') lost.set(item.id, cause ?? item.id);
    run.emit(event);
  }
}

async function pause({ faults, options }: SimulatedRun): Promise<void> {
  options.signal?.throwIfAborted();
  const slow = faults.strike('slow');
  if (!slow) return;
  try {
    await delay(slow.secondsPerItem * 1000, undefined, options.signal && { signal: options.signal });
  } catch {
    options.signal?.throwIfAborted();
  }
}

async function converge(
  item: Item,
  { part, state, faults, options, save }: SimulatedRun,
): Promise<ConvergeItem> {
  const planned = structuredClone(state);
  const actions = makeTrue(item, planned, part);
  const error = failureOf(item, actions, faults);
  if (error) return { ...base(item), state: 'failed', message: error.message, error };
  if (actions.length === 0) return { ...base(item), state: 'unchanged' };
  Object.assign(state, planned);
  if (options.mode === 'apply') {
    state.history.push({ item: item.id, actions });
    await save();
  }
  return { ...base(item), state: 'changed', actions, message: 'it differed' };
}

function failureOf(item: Item, actions: string[], faults: ActiveFaults): ItemFailure | undefined {
  const named = faults.strike('item-fails', (fault) => fault.item === item.id);
  if (named) {
    const command = item.kind === 'command' ? item.argv.join(' ') : undefined;
    const message = named.message ?? 'it exited with 1';
    return { message, exitCode: 1, output: 'simulated failure', ...(command && { command }) };
  }
  const starts = item.kind === 'unit' && actions.some((action) => action === 'start' || action === 'restart');
  if (starts && faults.strike('unit-fails', ({ unit }) => unit === item.unit)) {
    const message = `${item.unit}: it failed (exit-code), exit status 1`;
    return { message, command: `systemctl start ${item.unit}`, journal: `${item.unit}: simulated failure` };
  }
  const writes = (item.kind === 'file' || item.kind === 'directory') && actions.length > 0;
  if (writes && faults.strike('disk-full')) {
    const message = `the disk is full: the file system of ${item.path} has 0 B of 10 GiB free`;
    return { message, path: item.path, freeBytes: 0 };
  }
  return undefined;
}

function skipped(item: Item, cause: string): ConvergeItem {
  return { ...base(item), state: 'skipped', message: `${cause} failed` };
}

function base({ id, kind }: Item) {
  return { type: 'item' as const, id, kind, actions: [], seconds: 0 };
}

function cut({ host }: ConvergeOptions, count: number): TuskarError {
  const message = `${host.name}: the connection was lost after ${count} items`;
  return new TuskarError('host-unreachable', message, { context: { host: host.name } });
}
