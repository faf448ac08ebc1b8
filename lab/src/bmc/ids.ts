import type { MachineDescription } from '../machines/schema.ts';

/** How a vendor's BMC names what it has one of, and where it keeps its event log. */
export type Ids = {
  system: string;
  manager: string;
  chassis: string;
  managerModel: string;
  log: { owner: 'system' | 'manager'; id: string };
};

const own: Ids = {
  system: '1',
  manager: 'bmc',
  chassis: '1',
  managerModel: 'Tuskar virtual BMC',
  log: { owner: 'manager', id: 'SEL' },
};

const byManufacturer: Record<string, Ids> = {
  'Dell Inc.': {
    system: 'System.Embedded.1',
    manager: 'iDRAC.Embedded.1',
    chassis: 'System.Embedded.1',
    managerModel: '15G Monolithic',
    log: { owner: 'manager', id: 'Sel' },
  },
  HPE: {
    system: '1',
    manager: '1',
    chassis: '1',
    managerModel: 'iLO 5',
    log: { owner: 'system', id: 'IML' },
  },
  Supermicro: {
    system: '1',
    manager: '1',
    chassis: '1',
    managerModel: 'ASPEED',
    log: { owner: 'system', id: 'Log1' },
  },
};

export const idsOf = ({ bmc }: MachineDescription): Ids => byManufacturer[bmc.manufacturer] ?? own;

/** A part's name as it can stand in a path. */
export const partId = (name: string): string => name.replace(/[^A-Za-z0-9._-]+/g, '-');
