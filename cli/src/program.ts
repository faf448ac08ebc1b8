import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { addAuditCommands } from './audit/commands.ts';
import { addCertificateCommands } from './certificate/commands.ts';
import { addBurnInCommands } from './burn-in/commands.ts';
import { addClassCommands } from './class/commands.ts';
import { addCloudCommands } from './cloud/commands.ts';
import { addCompletionCommand } from './completion.ts';
import { addHostCommands } from './host/commands.ts';
import { addImageCommands } from './image/commands.ts';
import { addIncidentCommands } from './incident/commands.ts';
import { addInspectionCommands } from './inspection/commands.ts';
import type { Io } from './io.ts';
import { addLabCommands } from './lab/commands.ts';
import { addMachineCommands } from './machine/commands.ts';
import { addOpenstackCommand } from './openstack/command.ts';
import { addLocationCommands } from './location/commands.ts';
import { addOperationCommands } from './operation/commands.ts';
import { addPartCommands } from './part/commands.ts';
import { addRackCommands } from './rack/commands.ts';
import { addServerCommands } from './server/commands.ts';
import { addSiteCommands } from './site/commands.ts';
import { addLogin } from './session/login.ts';
import { addTestCommand } from './test/command.ts';
import { addTokenCommands } from './token/commands.ts';
import { addTryCommand } from './try/command.ts';
import { addUndercloudCommands } from './undercloud/commands.ts';
import { addUserCommands } from './user/commands.ts';
import { placesOf } from './places.ts';

/** The whole command line. */
export function createProgram(io: Io): Command {
  const program = new Command('tuskar')
    .description('Runs OpenStack clouds from rack to retirement.')
    .version(readVersion(io), '--version', 'print the version')
    .enablePositionalOptions()
    .showHelpAfterError('(see --help)')
    .configureOutput({
      writeOut: (text) => io.out(text.trimEnd()),
      writeErr: (text) => io.talk(text.trimEnd()),
    });
  addTryCommand(program, io);
  addCloudCommands(program, io);
  addHostCommands(program, io);
  addImageCommands(program, io);
  addCertificateCommands(program, io);
  addIncidentCommands(program, io);
  addLabCommands(program, io);
  addSiteCommands(program, io);
  addLocationCommands(program, io);
  addRackCommands(program, io);
  addMachineCommands(program, io);
  addInspectionCommands(program, io);
  addPartCommands(program, io);
  addClassCommands(program, io);
  addBurnInCommands(program, io);
  addOperationCommands(program, io);
  addOpenstackCommand(program, io);
  addUndercloudCommands(program, io);
  addUserCommands(program, io);
  addTokenCommands(program, io);
  addAuditCommands(program, io);
  addServerCommands(program, io);
  addLogin(program, io);
  addTestCommand(program, io);
  addCompletionCommand(program, io);
  program
    .command('version')
    .description('print the version')
    .action(() => io.out(readVersion(io)));
  exitByThrowing(program);
  return program;
}

function readVersion(io: Io): string {
  const { version } = JSON.parse(readFileSync(join(placesOf(io.env).root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `tuskar ${version} (Node.js ${process.version})`;
}

function exitByThrowing(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) exitByThrowing(child);
}
