import type { BmcChange, BmcInput } from '@tuskar/contract/machine-enrolment.ts';
import { BmcProtocol } from '@tuskar/contract/machine.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { waitOrTell } from '../watch.ts';
import { readBmcPassword } from './bmc-password.ts';
import { printMachine } from './show.ts';

export function addMachineEnrol(noun: Command, io: Io): void {
  withWait(withBmc(noun.command('enrol')))
    .argument('<name>')
    .option('--mac <address>', 'of a NIC; may be given again', collect, [])
    .option('--serial <number>', 'its serial number')
    .option('--node <uuid>', 'the node that the bare-metal service has for it already')
    .option('--height <units>', 'how many units of a rack it takes', '1')
    .option('--label <key=value>', 'may be given again', collect, [])
    .option('--note <text>', 'for other people')
    .option('--no-inspect', 'do not go on to its inspection')
    .addOption(
      new Option('--provider <service>', 'which service has it')
        .choices(['ironic', 'simulated'])
        .default('ironic'),
    )
    .description('register a machine, reach its BMC, and inspect it')
    .action(against(io, enrol));
  withWait(noun.command('enrol-again'))
    .argument('<name>')
    .option('--no-inspect', 'do not go on to its inspection')
    .description('enrol a machine again, once its BMC is corrected')
    .action(against(io, enrolAgain));
  withFormat(withBmc(noun.command('update')))
    .argument('<name>')
    .option('--height <units>', 'how many units of a rack it takes')
    .option('--label <key=value>', "may be given again; 'key=' removes it", collect, [])
    .option('--note <text>', 'for other people; empty removes it')
    .description("change a machine's labels, note, height or BMC")
    .action(against(io, update));
  noun
    .command('forget')
    .argument('<name>')
    .description('forget a machine that was enrolled by mistake')
    .action(against(io, forget));
}

type BmcOptions = {
  bmc?: string;
  protocol?: BmcProtocol;
  port?: string;
  systemId?: string;
  user?: string;
  password?: true;
  passwordFile?: string;
  verify?: boolean;
  ca?: string;
};

function withBmc(command: Command): Command {
  return command
    .option('--bmc <address>', "its BMC: an address, or 'https://198.18.48.11'")
    .addOption(
      new Option('--protocol <protocol>', 'how its BMC is reached; by default redfish').choices(
        BmcProtocol.options,
      ),
    )
    .option('--port <port>', 'of its BMC')
    .option('--system-id <path>', "which system of the BMC, where it has several: '/redfish/v1/Systems/1'")
    .option('--user <user>', 'who to sign in to the BMC as')
    .option(
      '--password',
      'ask for the password of the BMC; without a terminal it is read from standard input',
    )
    .option('--password-file <file>', 'read the password of the BMC from a file')
    .option('--verify', "check the BMC's certificate")
    .option('--no-verify', "do not check the BMC's certificate")
    .option('--ca <file>', "check the BMC's certificate by this file, where the bare-metal service runs");
}

/** Only what was given. */
async function bmcOf(io: Io, options: BmcOptions): Promise<BmcChange> {
  const { bmc, protocol, port, systemId, user, verify, ca } = options;
  const password = await readBmcPassword(io, options);
  const verifyCa = ca ?? verify;
  return {
    ...(bmc === undefined ? {} : { address: bmc }),
    ...(protocol === undefined ? {} : { protocol }),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(systemId === undefined ? {} : { systemId }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(verifyCa === undefined ? {} : { verifyCa }),
  };
}

type EnrolOptions = BmcOptions & {
  mac: string[];
  serial?: string;
  node?: string;
  height: string;
  label: string[];
  note?: string;
  inspect: boolean;
  provider: 'ironic' | 'simulated';
  wait?: boolean;
};

async function enrol({ io, client }: Run, name: string, options: EnrolOptions) {
  const { mac: macs, serial, note, inspect, provider } = options;
  const bmc = await bmcOf(io, options);
  if (bmc.address === undefined) {
    throw new TuskarError('invalid-request', 'Say where its BMC is.', {
      remedy: `For example: tuskar machine enrol ${name} --bmc 198.18.48.11 --user admin --password`,
    });
  }
  const labels = Object.fromEntries(options.label.map(labelOf));
  const operation = await client.call('machine.enrol', {
    body: {
      name,
      provider,
      bmc: bmc as BmcInput,
      macs,
      heightUnits: Number(options.height),
      labels,
      inspect,
      ...(serial === undefined ? {} : { serial }),
      ...(options.node === undefined ? {} : { node: options.node }),
      ...(note === undefined ? {} : { note }),
    },
  });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function enrolAgain({ io, client }: Run, name: string, options: { inspect: boolean; wait?: boolean }) {
  const body = { inspect: options.inspect };
  const operation = await client.call('machine.enrol-again', { params: { name }, body });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

type UpdateOptions = BmcOptions & { height?: string; label: string[]; note?: string };

async function update({ io, client, format }: Run, name: string, options: UpdateOptions) {
  const { height, note } = options;
  const bmc = await bmcOf(io, options);
  const labels = Object.fromEntries(
    options.label.map(labelOf).map(([key, value]) => [key, value === '' ? null : value]),
  );
  const body = {
    ...(Object.keys(bmc).length === 0 ? {} : { bmc }),
    ...(options.label.length === 0 ? {} : { labels }),
    ...(height === undefined ? {} : { heightUnits: Number(height) }),
    ...(note === undefined ? {} : { note: note === '' ? null : note }),
  };
  printMachine(io, await client.call('machine.update', { params: { name }, body }), format);
}

async function forget({ io, client }: Run, name: string) {
  await client.call('machine.forget', { params: { name } });
  io.talk(`machine ${name} is forgotten`);
}

function collect(value: string, values: string[]): string[] {
  return [...values, value];
}

function labelOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
  throw new TuskarError('invalid-request', `'${text}' is no label, such as team=blue.`);
}
