import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addAcceptanceCommands } from './acceptance-commands.ts';
import { addMachineAttention } from './attention.ts';
import { addMachineDeploy } from './deploy.ts';
import { addMachineErase } from './erase.ts';
import { addMachineBulk } from './bulk.ts';
import { addMachineConsole } from './console.ts';
import { addMachineControl } from './control.ts';
import { addMachineEnrol } from './enrol.ts';
import { addMachineFault } from './fault.ts';
import { addMachineImport } from './import.ts';
import { addMachineList } from './list.ts';
import { addMachineRescue } from './rescue.ts';
import { addMachineScan } from './scan.ts';
import { addMachineSensors } from './sensors.ts';
import { addMachineShow } from './show.ts';
import { addUnclaimed } from './unclaimed.ts';

export function addMachineCommands(program: Command, io: Io): void {
  const noun = program.command('machine').description('physical servers, from enrolment to retirement');
  addMachineList(noun, io);
  addMachineShow(noun, io);
  addMachineSensors(noun, io);
  addMachineEnrol(noun, io);
  addMachineImport(noun, io);
  addMachineScan(noun, io);
  addUnclaimed(noun, io);
  addMachineAttention(noun, io);
  addMachineDeploy(noun, io);
  addMachineControl(noun, io);
  addMachineConsole(noun, io);
  addMachineRescue(noun, io);
  addMachineFault(noun, io);
  addMachineBulk(noun, io);
  addMachineErase(noun, io);
  addAcceptanceCommands(noun, io);
}
