import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';
import { waitOrTell } from '../watch.ts';
import { wholeNumber } from '../whole-number.ts';
import { addLabMachineCommands } from './machine.ts';

export function addLabCommands(program: Command, io: Io): void {
  const noun = program.command('lab').description('a virtual datacentre on this machine');
  withWait(noun.command('up'))
    .argument('[hosts...]', 'names of container hosts', ['try-1'])
    .option('--machines <count>', 'also have machines, named machine-1 and so on', wholeNumber)
    .option('--image <id>', 'boot this image; by default the newest')
    .description('bring the lab up with container hosts and machines; what is there stays as it is')
    .action(against(io, up));
  withFormat(noun.command('status'))
    .description('show the lab, its networks, hosts and machines')
    .action(against(io, status));
  withWait(noun.command('down'))
    .option('--force', 'even while a cloud is deployed on its hosts; needs --reason')
    .option('--reason <text>', 'why; recorded')
    .description('remove the lab and all that it made on this machine')
    .action(against(io, down));
  addLabMachineCommands(noun, io);
}

type UpOptions = { image?: string; machines?: number; wait?: boolean };

async function up({ io, client }: Run, hosts: string[], options: UpOptions) {
  const { image, machines } = options;
  const body = {
    hosts,
    ...(image === undefined ? {} : { image }),
    ...(machines === undefined ? {} : { machines }),
  };
  const operation = await client.call('lab.up', { body });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function status({ io, client, format }: Run) {
  const lab = await client.call('lab.show');
  printThing(io, {
    thing: lab,
    format,
    fields: [
      ['state', lab.state],
      ['reason', lab.reason],
      ['guests run on', lab.kvm === 'works' ? 'KVM' : `QEMU's emulation (KVM: ${lab.kvm})`],
      ['machines', lab.machines.map(({ name, bmcAddress }) => `${name} ${bmcAddress}`).join(', ')],
      ['simulated machines', lab.simulated.count],
      ['networks', lab.networks.map((network) => `${network.name} ${network.cidr}`).join(', ')],
    ],
  });
  if (format !== 'table') return;
  io.out('');
  printList(io, {
    rows: lab.hosts,
    format,
    empty: 'It has no hosts; bring it up with: tuskar lab up --wait',
    columns: [
      { title: 'host', value: (host) => host.name },
      { title: 'state', value: (host) => host.state },
      { title: 'for', value: (host) => formatAge(host.since) },
      { title: 'management', value: (host) => host.addresses.management },
      { title: 'tunnel', value: (host) => host.addresses.tunnel },
      { title: 'image', value: (host) => host.image },
    ],
  });
}

async function down({ io, client }: Run, options: { force?: boolean; reason?: string; wait?: boolean }) {
  const body = {
    force: options.force ?? false,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
  };
  const operation = await client.call('lab.down', { body });
  await waitOrTell({ io, client, operation, wait: options.wait });
}
