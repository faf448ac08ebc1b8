import { TuskarError } from '@tuskar/contract/error.ts';
import type { BulkAction, BulkPreview, MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { newOperationId } from '../../platform/operations/operation-id.ts';
import type { Machines } from '../machine.ts';
import type { MachineBulkInput } from '../operations/machine-bulk-run.ts';
import { getMachines } from '../store.ts';
import { obstacleTo } from './obstacle.ts';

export type MachineBulk = ReturnType<typeof createMachineBulk>;

export type BulkRequest = {
  selector: MachineSelector;
  action: BulkAction;
  atOnce: number;
  stopAfter: number;
  expected?: number | undefined;
  by: string;
};

/** The same for many machines: looked at first, then done, so many at once, until too many fail. */
export function createMachineBulk({
  db,
  engine,
  machines,
}: {
  db: Db;
  engine: OperationEngine;
  machines: Pick<Machines, 'names'>;
}) {
  async function preview(selector: MachineSelector, action: BulkAction): Promise<BulkPreview> {
    const names = await namesOf(selector);
    const rows = new Map((await getMachines(db, names)).map((row) => [row.name, row]));
    const missing = names.find((name) => !rows.has(name));
    if (missing !== undefined && selector.names !== undefined) {
      throw new TuskarError('machine-not-found', `There is no machine ${missing}.`, {
        context: { machine: missing },
      });
    }
    const found = names
      .flatMap((name) => rows.get(name) ?? [])
      .map((row) => ({
        name: row.name,
        state: row.state,
        obstacle: obstacleTo(row, action),
      }));
    const possible = found.filter(({ obstacle }) => obstacle === null).length;
    return { machines: found, possible, impossible: found.length - possible };
  }

  async function namesOf({ names, filter }: MachineSelector): Promise<string[]> {
    if ((names === undefined) === (filter === undefined)) {
      throw new TuskarError('invalid-request', 'Say which machines: either by names or by a filter.');
    }
    return names === undefined ? await machines.names(filter ?? {}) : [...new Set(names)];
  }

  return {
    preview,
    run: async ({ selector, action, atOnce, stopAfter, expected, by }: BulkRequest): Promise<Operation> => {
      const { machines: found, possible } = await preview(selector, action);
      if (possible === 0) {
        const why = found[0] === undefined ? 'None fits.' : `${found[0].name}: ${found[0].obstacle}.`;
        throw new TuskarError('bulk-nothing', `Of ${found.length} machines, none can. ${why}`);
      }
      if (expected !== undefined && expected !== possible) {
        throw new TuskarError(
          'bulk-changed',
          `It can be done to ${possible} machines now, not to ${expected}.`,
        );
      }
      const names = found.filter(({ obstacle }) => obstacle === null).map(({ name }) => name);
      return await engine.submit(bulkOf({ names, action, atOnce, stopAfter, by }));
    },
  };
}

/** The submission of a bulk action on machines that it is possible for. */
export function bulkOf(options: {
  names: string[];
  action: BulkAction;
  atOnce: number;
  stopAfter: number;
  by: string;
}) {
  const { names, action, atOnce, stopAfter, by } = options;
  const id = newOperationId();
  // Made now: an operation of a machine that a step begins twice is then one.
  const machines = names.map((name) => ({ name, operation: newOperationId() }));
  const input: MachineBulkInput = { id, action, machines, atOnce, stopAfter, by };
  return { id, kind: 'machine-bulk.run', input, requestedBy: by };
}
