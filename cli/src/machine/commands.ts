import type { Command } from 'commander';
import type { Io } from '../io.ts';
import { addAcceptanceCommands } from './acceptance-commands.ts';
import { addMachineAttention } from './attention.ts';
import { addMachineDeploy } from './deploy.ts';
import { addMachineErase } from './erase.ts';
import { addMachineList } from './list.ts';
import { addMachineShow } from './show.ts';

export function addMachineCommands(program: Command, io: Io): void {
  const noun = program.command('machine').description('physical servers, from enrolment to retirement');
  addMachineList(noun, io);
  addMachineShow(noun, io);
  addMachineAttention(noun, io);
  addMachineDeploy(noun, io);
  addMachineErase(noun, io);
  addAcceptanceCommands(noun, io);
}
