import type { BulkAction } from '@tuskar/contract/machine-bulk.ts';
import {
  acceptActionOf,
  eraseActionOf,
  isForgettable,
  type MachineAction,
  nextMachineState,
} from '@tuskar/contract/machine-states.ts';
import { speaksRedfish } from '../bmc-secret.ts';
import type { MachineRow } from '../tables.ts';

/** Why an action cannot be done to a machine now, for a person; null: it can. */
export function obstacleTo(row: MachineRow, given: BulkAction): string | null {
  return busy(row, given) ?? inTheWay(row, given);
}

const needsNobodyElse: readonly BulkAction['action'][] = [
  'enrol',
  'inspect',
  'retest',
  'deploy',
  'power',
  'rotate-bmc-password',
  'rescue',
  'unrescue',
  'erase',
  'retire',
  'forget',
];

function busy({ operation }: MachineRow, { action }: BulkAction): string | null {
  if (operation === null || !needsNobodyElse.includes(action)) return null;
  return `the operation ${operation} works on it`;
}

function inTheWay(row: MachineRow, given: BulkAction): string | null {
  switch (given.action) {
    case 'label':
    case 'set-maintenance':
      return null;
    case 'end-maintenance':
      return row.maintenance === null ? 'nobody works on it' : null;
    case 'enrol':
      return row.state === 'enrolling' ? null : `it is ${row.state}: it is enrolled already`;
    case 'deploy':
    case 'rescue':
    case 'unrescue':
      return inMaintenance(row) ?? stateObstacle(row, given.action);
    case 'inspect':
    case 'retest':
      return inMaintenance(row) ?? stateObstacle(row, 'inspect');
    case 'accept':
      return inMaintenance(row) ?? stateObstacle(row, acceptActionOf(row.state));
    case 'erase':
    case 'retire':
      return inMaintenance(row) ?? stateObstacle(row, eraseActionOf(row.state));
    case 'quarantine':
      return stateObstacle(row, 'quarantine');
    case 'power':
      return powerObstacle(row, given.target);
    case 'rotate-bmc-password':
      return speaksRedfish(row) ? null : `its BMC is reached by ${row.bmc_protocol}, not Redfish`;
    case 'forget':
      return isForgettable(row) ? null : `it is ${row.state}: retire it instead`;
  }
}

export function powerObstacle(row: MachineRow, target: string): string | null {
  if (row.node === null) return 'it is not registered with the bare-metal service yet';
  if (target === 'on' || row.host === null || row.maintenance !== null) return null;
  return `it carries the host ${row.host}, and is not in maintenance`;
}

function inMaintenance({ maintenance }: MachineRow): string | null {
  return maintenance === null ? null : `${maintenance.by} works on it: ${maintenance.reason}`;
}

function stateObstacle({ state }: MachineRow, action: MachineAction): string | null {
  return nextMachineState(state, action) === undefined ? `it is ${state}` : null;
}
