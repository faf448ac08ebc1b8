import type { Cloud } from '@tuskar/contract/cloud.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';
import { addApply } from './apply.ts';
import { addCredentials } from './credentials.ts';
import { addDestroy } from './destroy.ts';
import { addDiff } from './diff.ts';
import { addFurnish } from './furnish.ts';
import { addPlan } from './plan.ts';
import { addVerify } from './verify.ts';

const columns: Column<Cloud>[] = [
  { title: 'name', value: (cloud) => cloud.name },
  { title: 'state', value: (cloud) => cloud.state },
  { title: 'for', value: (cloud) => formatAge(cloud.stateSince) },
  { title: 'region', value: (cloud) => cloud.region },
  { title: 'hosts', value: (cloud) => cloud.hosts.length },
  { title: 'verified', value: (cloud) => cloud.lastVerification?.state ?? 'never' },
  { title: 'runs now', value: (cloud) => cloud.runningOperation },
];

export function addCloudCommands(program: Command, io: Io): void {
  const noun = program
    .command('cloud')
    .description('OpenStack deployments: intent, blueprint, execution, verification');
  withFormat(noun.command('list')).description('list clouds').action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<name>')
    .option('--intent', 'print its cloud.yaml and nothing else')
    .description('show a cloud and the health of its services')
    .action(against(io, show));
  addPlan(noun, io);
  addDiff(noun, io);
  addApply(noun, io);
  addVerify(noun, io);
  addFurnish(withWait(noun.command('furnish')), io);
  addCredentials(noun, io);
  addDestroy(withWait(noun.command('destroy')), io);
}

async function list({ io, client, format }: Run) {
  const { items } = await client.call('cloud.list');
  printList(io, { rows: items, columns, format, empty: 'There are no clouds yet; try one with: tuskar try' });
}

async function show({ io, client, format }: Run, name: string, options: { intent?: boolean }) {
  const cloud = await client.call('cloud.show', { params: { name } });
  if (options.intent) return io.out(cloud.intent.trimEnd());
  printThing(io, {
    thing: cloud,
    format,
    fields: [
      ['name', cloud.name],
      ['state', `${cloud.state} for ${formatAge(cloud.stateSince)}`],
      ['reason', cloud.stateReason],
      ['region', cloud.region],
      ['image', cloud.image],
      ['hosts', cloud.hosts.map((host) => `${host.name} (${host.roles.join(', ')})`).join('\n')],
      ['blueprint', cloud.currentBlueprint],
      ['proposed', cloud.proposedBlueprint],
      ['dashboard', cloud.dashboardUrl],
      [
        'verified',
        cloud.lastVerification &&
          `${cloud.lastVerification.state} ${formatAge(cloud.lastVerification.at)} ago`,
      ],
      ['runs now', cloud.runningOperation],
    ],
  });
  if (format !== 'table') return;
  io.out('');
  printList(io, {
    rows: cloud.services,
    format,
    empty: 'The health of its services has not been looked at yet.',
    columns: [
      { title: 'service', value: (service) => service.service },
      { title: 'host', value: (service) => service.host },
      { title: 'unit', value: (service) => service.unit },
      { title: 'health', value: (service) => service.state },
      { title: 'reason', value: (service) => service.reason },
    ],
  });
}
