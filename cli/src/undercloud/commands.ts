import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Undercloud, UndercloudReport, UndercloudRequest } from '@tuskar/contract/undercloud.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';
import { waitOrTell } from '../watch.ts';
import { agentFields } from './agent-fields.ts';
import { addDeploy } from './deploy.ts';

export function addUndercloudCommands(program: Command, io: Io): void {
  const noun = program
    .command('undercloud')
    .description('the bare-metal service that machines are registered with');
  withFormat(noun.command('show'))
    .description('show it: what it can, what it lacks, what does not work for that, and which agent it has')
    .action(against(io, show));
  addDeploy(noun, io);
  connection(withFormat(noun.command('connect')))
    .description('use a bare-metal service: the one of a cloud, or one that somebody else runs')
    .action(against(io, connect));
  connection(withFormat(noun.command('test')))
    .description('ask a bare-metal service what it can, and keep nothing')
    .action(against(io, test));
  withWait(noun.command('equip'))
    .description('bring the newest agent to it: what machines boot for work on them')
    .action(against(io, equip));
  noun
    .command('disconnect')
    .description('use it no longer; nothing changes there')
    .action(against(io, disconnect));
}

function connection(command: Command): Command {
  return command
    .addOption(new Option('--cloud <name>', 'a cloud with a host of the role undercloud').conflicts('url'))
    .option('--url <url>', 'of the API of an Ironic that somebody else runs')
    .addOption(
      new Option('--auth <how>', 'how it lets people in').choices(['none', 'http-basic', 'keystone']),
    )
    .option('--user <name>', 'who to sign in as')
    .option('--password-file <file>', 'a file with the password; - reads standard input')
    .option('--auth-url <url>', 'of the identity service, for keystone')
    .option('--project <name>', 'of the user, for keystone; without it the whole system')
    .option('--ca <file>', 'the certificates of the authorities to trust, in PEM');
}

type ConnectOptions = {
  cloud?: string;
  url?: string;
  auth?: Undercloud['auth'];
  user?: string;
  passwordFile?: string;
  authUrl?: string;
  project?: string;
  ca?: string;
};

async function readInput(io: Io, options: ConnectOptions): Promise<UndercloudRequest> {
  const { cloud, url, user, authUrl, project } = options;
  if (cloud !== undefined) return { kind: 'managed', cloud };
  if (url === undefined) {
    throw new TuskarError('invalid-request', 'Name either a cloud or a URL.', {
      remedy: 'For example: tuskar undercloud connect --cloud under',
    });
  }
  const auth =
    options.auth ?? (authUrl !== undefined ? 'keystone' : user === undefined ? 'none' : 'http-basic');
  const read = async (file: string) =>
    file === '-' ? await io.readInput() : await readFile(resolve(io.cwd, file), 'utf8');
  const password =
    options.passwordFile === undefined ? undefined : (await read(options.passwordFile)).trimEnd();
  const ca = options.ca === undefined ? undefined : await read(options.ca);
  return {
    kind: 'external',
    url,
    auth,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(authUrl === undefined ? {} : { keystone: { authUrl, project: project ?? null } }),
    ...(ca === undefined ? {} : { ca }),
  };
}

async function show(run: Run) {
  printUndercloud(run, await run.client.call('undercloud.show'));
}

async function connect(run: Run, options: ConnectOptions) {
  const body = await readInput(run.io, options);
  printUndercloud(run, await run.client.call('undercloud.connect', { body }));
}

async function test(run: Run, options: ConnectOptions) {
  const report = await run.client.call('undercloud.test', { body: await readInput(run.io, options) });
  const { io, format } = run;
  printThing(io, { thing: report, format, fields: reportFields(report) });
  if (format === 'table') printLacks(run, report);
}

async function equip({ io, client }: Run, options: { wait?: boolean }) {
  const operation = await client.call('undercloud.equip');
  await waitOrTell({ io, client, operation, wait: options.wait });
}

async function disconnect({ io, client }: Run) {
  await client.call('undercloud.disconnect');
  io.talk('Tuskar uses the bare-metal service no longer; nothing was changed there');
}

function reportFields({ microversions, conductors, drivers, nodes }: UndercloudReport): [string, string][] {
  const alive = conductors.map(({ name, alive: lives }) => (lives ? name : `${name} (dead)`));
  return [
    ['API', `${microversions.used}; it has ${microversions.oldest} to ${microversions.newest}`],
    ['conductors', alive.join(', ')],
    ['drivers', drivers.join(', ')],
    ['nodes', String(nodes)],
  ];
}

function printUndercloud(run: Run, undercloud: Undercloud): void {
  const { io, format } = run;
  const { report } = undercloud;
  printThing(io, {
    thing: undercloud,
    format,
    fields: [
      [
        'kind',
        undercloud.cloud === null ? undercloud.kind : `${undercloud.kind}, of the cloud ${undercloud.cloud}`,
      ],
      ['url', undercloud.url],
      ['state', `${undercloud.state} for ${formatAge(undercloud.stateSince)}`],
      ['reason', undercloud.stateReason],
      ['signs in', undercloud.user === null ? undercloud.auth : `${undercloud.auth} as ${undercloud.user}`],
      ...(report === null ? [] : reportFields(report)),
      ['checked', undercloud.checkedAt],
      ...(undercloud.agent === null ? [] : agentFields(undercloud.agent)),
    ],
  });
  if (format === 'table' && report !== null) printLacks(run, report);
}

function printLacks({ io }: Run, { lacks }: UndercloudReport): void {
  io.out('');
  printList(io, {
    rows: lacks,
    format: 'table',
    empty: 'It lacks nothing.',
    columns: [
      { title: 'lacks', value: ({ what }) => what },
      { title: 'so', value: ({ means }) => means },
      { title: 'do', value: ({ remedy }) => remedy },
    ],
  });
}
