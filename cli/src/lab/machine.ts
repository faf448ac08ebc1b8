import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import { defaultLabMachineSize, diskTexts, faultText, labFaultNames } from '@tuskar/contract/lab-machine.ts';
import { Argument, type Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { waitOrTell } from '../watch.ts';
import { wholeNumber } from '../whole-number.ts';
import { faultsIn } from './fault.ts';

const columns: Column<LabMachine>[] = [
  { title: 'machine', value: (machine) => machine.name },
  { title: 'power', value: ({ power }) => power ?? 'unknown' },
  { title: 'bmc', value: (machine) => machine.bmcAddress },
  { title: 'cpus', value: ({ size }) => size.cpus },
  { title: 'memory', value: ({ size }) => `${size.memoryMebibytes} MiB` },
  { title: 'disks', value: ({ size }) => diskTexts(size).join(', ') },
  { title: 'faults', value: ({ faults }) => faults.map(faultText).join(', ') },
];

export function addLabMachineCommands(lab: Command, io: Io): void {
  const noun = lab
    .command('machine')
    .description('machines of the lab: QEMU with UEFI firmware behind Redfish BMCs');
  withFormat(noun.command('list')).description('list the machines').action(against(io, list));
  withFormat(noun.command('show')).argument('<name>').description('show a machine').action(against(io, show));
  withFormat(noun.command('add'))
    .argument('<names...>')
    .option('--cpus <count>', 'processors', wholeNumber, defaultLabMachineSize.cpus)
    .option('--memory <mebibytes>', 'memory in MiB', wholeNumber, defaultLabMachineSize.memoryMebibytes)
    .option('--disk <gigabytes>', 'a disk of this size in GB; again for another (default: 20, 20)', another)
    .option(
      '--nvme <gigabytes>',
      'an NVMe disk of this size in GB, behind the others; again for another',
      another,
    )
    .option('--nics <count>', 'network interfaces', wholeNumber, defaultLabMachineSize.nics)
    .option('--no-virtual-media', 'its BMC takes no virtual media, so that it boots over the network')
    .option('--no-http-boot', 'its BMC offers no UEFI HTTP boot, so that over the network it boots by PXE')
    .option('--image <id>', 'whose QEMU the machines have; by default the newest')
    .description('add machines, switched off; the lab must be up')
    .action(against(io, add));
  withFormat(noun.command('fault'))
    .argument('<name>')
    .argument('[faults...]', `each a name, or name:part. Names: ${labFaultNames.join(', ')}`)
    .option('--clear', 'repair the machine')
    .description('say what is wrong with a machine from now on')
    .action(against(io, fault));
  withFormat(noun.command('power'))
    .argument('<name>')
    .addArgument(new Argument('<power>').choices(['on', 'off']))
    .description('switch a machine on or off by hand; to Tuskar it is as if somebody stood before it')
    .action(against(io, power));
  noun
    .command('console')
    .argument('<name>')
    .description('print the end of what a machine wrote to its serial console')
    .action(against(io, console));
  withFormat(noun.command('credentials'))
    .argument('<name>')
    .description("print the address and the first credentials of a machine's BMC")
    .action(against(io, credentials));
  withWait(noun.command('enrol'))
    .argument('<names...>')
    .description('enrol machines by the credentials that their BMCs were made with, and inspect them')
    .action(against(io, enrol));
  noun
    .command('remove')
    .argument('<name>')
    .description('cut the power of a machine and remove it with its disks')
    .action(against(io, remove));
  lab
    .command('machines')
    .requiredOption('--simulated <count>', 'how many', wholeNumber)
    .option('--seed <number>', 'another seed is another fleet', wholeNumber, 1)
    .description('set how many machines that only act as if the lab has')
    .action(against(io, simulate));
}

async function list({ io, client, format }: Run) {
  const { items } = await client.call('lab.machine.list');
  const empty = 'The lab has no machines; add one with: tuskar lab machine add <name>';
  printList(io, { rows: items, format, columns, empty });
}

async function show({ io, client, format }: Run, name: string) {
  const machine = await client.call('lab.machine.show', { params: { name } });
  printMachine({ io, format }, machine);
}

type AddOptions = {
  cpus: number;
  memory: number;
  disk?: number[];
  nvme?: number[];
  nics: number;
  virtualMedia: boolean;
  httpBoot: boolean;
  image?: string;
};

async function add({ io, client, format }: Run, names: string[], options: AddOptions) {
  const { cpus, memory, disk, nvme, nics, virtualMedia, httpBoot, image } = options;
  const size = {
    cpus,
    memoryMebibytes: memory,
    diskGigabytes: disk ?? defaultLabMachineSize.diskGigabytes,
    ...(nvme === undefined ? {} : { nvmeGigabytes: nvme }),
    nics,
    ...(virtualMedia ? {} : { virtualMedia }),
    ...(httpBoot ? {} : { httpBoot }),
  };
  const body = { names, size, ...(image === undefined ? {} : { image }) };
  const { items } = await client.call('lab.machine.add', { body });
  printList(io, { rows: items, format, columns, empty: '' });
}

async function fault(
  { io, client, format }: Run,
  name: string,
  words: string[],
  options: { clear?: boolean },
) {
  const body = { faults: faultsIn(words, options) };
  const machine = await client.call('lab.machine.fault', { params: { name }, body });
  printMachine({ io, format }, machine);
}

async function power({ io, client, format }: Run, name: string, wanted: 'on' | 'off') {
  const body = { power: wanted === 'on' ? ('On' as const) : ('Off' as const) };
  printMachine({ io, format }, await client.call('lab.machine.power', { params: { name }, body }));
}

async function console({ io, client }: Run, name: string) {
  const { text } = await client.call('lab.machine.console', { params: { name } });
  io.out(text.trimEnd());
}

async function credentials({ io, client, format }: Run, name: string) {
  const found = await client.call('lab.machine.credentials', { params: { name } });
  const { address, user, password } = found;
  printThing(io, {
    thing: found,
    format,
    fields: [
      ['address', address],
      ['user', user],
      ['password', password],
    ],
  });
}

async function enrol({ io, client }: Run, names: string[], { wait }: { wait?: boolean }) {
  for (const name of names) {
    const { address, user, password } = await client.call('lab.machine.credentials', { params: { name } });
    const bmc = { protocol: 'redfish', address: `https://${address}`, user, password } as const;
    const operation = await client.call('machine.enrol', { body: { name, bmc } });
    await waitOrTell({ io, client, operation, wait });
  }
}

async function remove({ io, client }: Run, name: string) {
  await client.call('lab.machine.remove', { params: { name } });
  io.talk(`The machine ${name} is gone, and its disks with it.`);
}

async function simulate({ io, client }: Run, { simulated, seed }: { simulated: number; seed: number }) {
  const { count } = await client.call('lab.machine.simulate', { body: { count: simulated, seed } });
  io.talk(`The lab has ${count} simulated machines.`);
}

function printMachine({ io, format }: Pick<Run, 'io' | 'format'>, machine: LabMachine): void {
  const { name, power, bmcAddress, size, bootOverride, media, faults } = machine;
  printThing(io, {
    thing: machine,
    format,
    fields: [
      ['machine', name],
      ['power', power ?? 'unknown: the BMCs do not run'],
      ['BMC', `https://${bmcAddress}/redfish/v1`],
      ['CPUs', size.cpus],
      ['memory', `${size.memoryMebibytes} MiB`],
      ['disks', diskTexts(size).join(', ')],
      ['NICs', size.nics],
      ['boots next', bootOverride ?? 'by its own order'],
      ['medium', media],
      ['faults', faults.map(faultText).join(', ')],
    ],
  });
}

const another = (text: string, before: number[] = []): number[] => [...before, wholeNumber(text)];
