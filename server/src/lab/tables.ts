import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import type { ColumnType } from 'kysely';

export type LabTables = {
  lab_machine: LabMachineTable;
};

/** As last told of. */
export type LabMachineTable = {
  name: string;
  shown: ColumnType<LabMachine, string, string>;
};
