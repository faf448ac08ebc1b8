import type { SensorReading } from '@tuskar/contract/machine-watch.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printData, printList } from '../output.ts';
import { formatAge } from '../times.ts';

const columns: Column<SensorReading>[] = [
  { title: 'sensor', value: ({ name }) => name },
  { title: 'kind', value: ({ kind }) => kind },
  { title: 'reads', value: ({ value, unit }) => (value === null ? null : `${value} ${unit}`) },
  { title: 'warning', value: ({ warning }) => warning },
  { title: 'critical', value: ({ critical }) => critical },
  { title: 'before', value: ({ history }) => history.slice(-6).join(' ') },
];

export function addMachineSensors(noun: Command, io: Io): void {
  withFormat(noun.command('sensors'))
    .argument('<name>')
    .description('show what the sensors of a machine read')
    .action(against(io, sensors));
}

async function sensors({ io, client, format }: Run, name: string) {
  const answer = await client.call('machine.sensors', { params: { name } });
  if (format !== 'table') return printData(io, answer, format);
  const { health, readAt, sensors: rows } = answer;
  if (readAt !== null) io.talk(`its BMC says that its health is ${health}; read ${formatAge(readAt)} ago`);
  printList(io, { rows, columns, format, empty: 'Nobody has read its sensors yet.' });
}
