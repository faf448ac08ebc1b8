import type { Bmc, MachineDetail, MachineFailure } from '@tuskar/contract/machine.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Format, printThing } from '../output.ts';
import { formatAge } from '../times.ts';
import { placeOf, stateOf } from './list.ts';

export function addMachineShow(noun: Command, io: Io): void {
  withFormat(noun.command('show')).argument('<name>').description('show a machine').action(against(io, show));
}

async function show({ io, client, format }: Run, name: string) {
  const machine = await client.call('machine.show', { params: { name } });
  printMachine(io, machine, format);
}

export function printMachine(io: Io, machine: MachineDetail, format: Format): void {
  const { summary, node, maintenance, simulated } = machine;
  printThing(io, {
    thing: machine,
    format,
    fields: [
      ['name', machine.name],
      ['id', machine.id],
      ...(simulated ? [['simulated', 'nothing of it is real'] as [string, string]] : []),
      ['state', `${stateOf(machine)} for ${formatAge(machine.stateSince)}`],
      ['reason', machine.stateReason],
      ['waits for', machine.waitingFor],
      ['next', machine.nextAction],
      ['late at', machine.stateDeadline],
      ['failure', machine.failure === null ? null : describeFailure(machine.failure)],
      ['operation', machine.operation],
      [
        'maintenance',
        maintenance === null
          ? null
          : `${maintenance.by}: ${maintenance.reason}${maintenance.until === null ? '' : `, until ${maintenance.until}`}`,
      ],
      ['power', machine.power],
      [
        'contact',
        machine.contactReason === null ? machine.contact : `${machine.contact}: ${machine.contactReason}`,
      ],
      ['made by', [machine.manufacturer, machine.model].filter(Boolean).join(' ')],
      ['serial', machine.serial],
      ['class', machine.class],
      ['place', [machine.site, machine.location, placeOf(machine)].filter(Boolean).join(' / ')],
      [
        'parts',
        summary === null
          ? null
          : `${summary.cores} cores, ${Math.round(summary.memoryMebibytes / 1024)} GiB, ${summary.drives} drives, ${summary.nics} NICs`,
      ],
      ['host', machine.host],
      ['BMC', describeBmc(machine.bmc)],
      [
        'node',
        node === null
          ? null
          : `${node.provisionState}${node.lastError === null ? '' : `: ${node.lastError}`}`,
      ],
      [
        'labels',
        Object.entries(machine.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', '),
      ],
      ['note', machine.note],
      ['may be asked', machine.actions.join(', ')],
    ],
  });
}

function describeFailure({ message, step, part, output }: MachineFailure): string {
  return [
    message,
    ...(part === null ? [] : [`part: ${part}`]),
    ...(step === null ? [] : [`step: ${step}`]),
    ...(output === null ? [] : [output]),
  ].join('\n');
}

function describeBmc({ protocol, address, port, systemId, user }: Bmc): string {
  const at = port === null ? address : `${address}:${port}`;
  return [protocol, at, systemId, user === null ? null : `as ${user}`].filter(Boolean).join(' ');
}
