import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { RootDiskChoice } from '@tuskar/contract/machine-deploy.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList } from '../output.ts';
import { waitOrTell } from '../watch.ts';

type Hint = { serial?: string; wwn?: string; model?: string; minimumGb?: string; rotational?: string };

type DeployOptions = Hint & {
  hostname?: string;
  image?: string;
  nic: string[];
  nameServer: string[];
  address?: string;
  key: string[];
  yes?: boolean;
  wait?: boolean;
};

export function addMachineDeploy(noun: Command, io: Io): void {
  withHint(withFormat(noun.command('root-disk')).argument('<name>'))
    .description('show which disk a system would be written to, and why')
    .action(against(io, rootDisk));
  withHint(withWait(noun.command('deploy')).argument('<name>'))
    .option('--hostname <name>', "by default the machine's name")
    .option('--image <id>', 'a disk image; by default the newest')
    .option('--address <address>', 'where DHCP will have it answer; by default where the agent did')
    .option(
      '--nic <mac=address/prefix[,gateway]>',
      "a fixed address in place of DHCP; the first is the host's; may be repeated",
      collect,
      [],
    )
    .option('--name-server <address>', 'with fixed addresses; may be repeated', collect, [])
    .option('--key <file>', 'a public ssh key that may sign in as root; may be repeated', collect, [])
    .option('--yes', 'do not ask')
    .description('write the host image to a machine, and register it as a host once it answers')
    .action(against(io, deploy));
  noun
    .command('adopt')
    .argument('<name>')
    .requiredOption('--host <host>', 'a host that is registered')
    .description('say that a host which somebody else installed runs on a machine; neither is touched')
    .action(against(io, adopt));
}

function withHint(command: Command): Command {
  return command
    .option('--serial <serial>', 'the disk with this serial number')
    .option('--wwn <wwn>', 'the disk with this WWN')
    .option('--model <text>', 'disks whose model has this in it')
    .option('--minimum-gb <n>', 'disks of so many GB at least')
    .option('--rotational <yes|no>', 'disks that rotate, or do not');
}

const collect = (value: string, before: string[]) => [...before, value];

type Row = { disk: RootDiskChoice['disk']; reason: string; chosen: boolean };

const columns: Column<Row>[] = [
  { title: '', value: ({ chosen }) => (chosen ? '→' : ' ') },
  { title: 'disk', value: ({ disk }) => disk.serial ?? disk.wwn },
  { title: 'model', value: ({ disk }) => disk.model },
  { title: 'place', value: ({ disk }) => disk.place },
  { title: 'gb', value: ({ disk }) => (disk.bytes === null ? null : (disk.bytes / 1e9).toFixed(0)) },
  { title: 'why', value: ({ reason }) => reason },
];

function hintOf({ serial, wwn, model, minimumGb, rotational }: Hint) {
  return {
    ...(serial === undefined ? {} : { serial }),
    ...(wwn === undefined ? {} : { wwn }),
    ...(model === undefined ? {} : { model }),
    ...(minimumGb === undefined ? {} : { minimumBytes: Number(minimumGb) * 1e9 }),
    ...(rotational === undefined ? {} : { rotational: rotational === 'yes' }),
  };
}

async function rootDisk(run: Run, name: string, options: Hint) {
  const { disk, reason, others } = await preview(run, name, options);
  const rows = [{ disk, reason, chosen: true }, ...others.map((one) => ({ ...one, chosen: false }))];
  printList(run.io, { rows, columns, format: run.format, empty: '' });
}

async function preview({ client }: Run, name: string, options: Hint): Promise<RootDiskChoice> {
  const { rotational, ...hint } = hintOf(options);
  const query = { ...hint, ...(rotational === undefined ? {} : { rotational: String(rotational) }) };
  return await client.call('machine.root-disk', { params: { name }, query });
}

async function deploy(run: Run, name: string, options: DeployOptions) {
  const { io, client } = run;
  const { disk, reason } = await preview(run, name, options);
  io.talk(`the system goes on disk ${disk.serial ?? disk.wwn} (${disk.model ?? '?'}): ${reason}`);
  if (!options.yes) await confirm(io, name);
  const { hostname, image } = options;
  const body = {
    ...(hostname === undefined ? {} : { hostname }),
    ...(image === undefined ? {} : { image }),
    // The very disk that was shown.
    rootDisk: disk.serial === null ? { wwn: disk.wwn ?? '' } : { serial: disk.serial },
    network: networkOf(options),
    authorizedKeys: await Promise.all(options.key.map((file) => readFile(resolve(io.cwd, file), 'utf8'))),
  };
  const operation = await client.call('machine.deploy', { params: { name }, body });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

function networkOf({ nic, nameServer, address }: DeployOptions) {
  if (nic.length === 0) return { kind: 'dhcp' as const, ...(address === undefined ? {} : { address }) };
  return { kind: 'static' as const, nics: nic.map(nicOf), nameServers: nameServer };
}

/** '52:54:00:00:00:01=198.18.0.20/24,198.18.0.1' */
function nicOf(text: string) {
  const [mac = '', rest = ''] = text.split('=');
  const [address = '', gateway] = rest.split(',');
  return { mac, address, ...(gateway === undefined ? {} : { gateway }) };
}

async function adopt({ io, client }: Run, name: string, { host }: { host: string }) {
  const machine = await client.call('machine.adopt', { params: { name }, body: { host } });
  io.talk(`${name} is ${machine.state}, with the host ${host}; nothing was changed on either`);
}

async function confirm(io: Io, name: string): Promise<void> {
  const answer = io.interactive
    ? await io.ask(`Everything on that disk of ${name} will be gone. Type its name to go on: `)
    : undefined;
  if (answer === name) return;
  throw new TuskarError('invalid-request', `Nothing was done to ${name}: nobody confirmed it.`, {
    remedy: 'Type the name when asked, or give --yes.',
  });
}
