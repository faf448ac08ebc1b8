import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Host, HostRole } from '@tuskar/contract/host.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';
import { waitOrTell } from '../watch.ts';

const columns: Column<Host>[] = [
  { title: 'name', value: (host) => host.name },
  { title: 'state', value: (host) => host.state },
  { title: 'for', value: (host) => formatAge(host.stateSince) },
  { title: 'address', value: (host) => host.address },
  { title: 'source', value: (host) => host.source },
  { title: 'cloud', value: (host) => host.cloud },
  { title: 'roles', value: (host) => host.roles.join(', ') },
  { title: 'drift', value: (host) => (host.drift === null ? 'never checked' : host.drift) },
];

export function addHostCommands(program: Command, io: Io): void {
  const noun = program.command('host').description('operating systems that Tuskar converges');
  withFormat(noun.command('list'))
    .option('--cloud <name>', 'only those of this cloud')
    .option('--role <role>', 'only those that carry this role')
    .description('list hosts')
    .action(against(io, list));
  withFormat(noun.command('show')).argument('<name>').description('show a host').action(against(io, show));
  withFormat(noun.command('adopt'))
    .argument('<name>')
    .requiredOption('--address <address>', 'its name or IP address')
    .requiredOption('--host-key <file>', "a file with the server's public host key")
    .option('--user <user>', 'who to sign in as; must be root or able to become it', 'root')
    .description('register a server that somebody else installed')
    .action(against(io, adopt));
  noun
    .command('forget')
    .argument('<name>')
    .description('forget a host that no cloud uses')
    .action(against(io, forget));
  withWait(noun.command('converge'))
    .argument('<name>')
    .option('--check', 'change nothing; say where the host differs from its blueprint')
    .description("make a host equal its part of its cloud's current blueprint")
    .action(against(io, converge));
}

async function list({ io, client, format }: Run, options: { cloud?: string; role?: HostRole }) {
  const { cloud, role } = options;
  const query = {
    limit: 500,
    ...(cloud === undefined ? {} : { cloud }),
    ...(role === undefined ? {} : { role }),
  };
  const page = await client.call('host.list', { query });
  printList(io, {
    rows: page.items,
    columns,
    format,
    empty: 'There are no hosts; make one with: tuskar lab up --wait',
  });
}

async function show({ io, client, format }: Run, name: string) {
  const host = await client.call('host.show', { params: { name } });
  printThing(io, {
    thing: host,
    format,
    fields: [
      ['name', host.name],
      ['state', `${host.state} for ${formatAge(host.stateSince)}`],
      ['reason', host.stateReason],
      ['address', host.address],
      ['source', host.source],
      ['image', host.image],
      ['cloud', host.cloud],
      ['roles', host.roles.join(', ')],
      ['converged to', host.convergedTo],
      ['converged', host.convergedAt],
      ['drift', host.drift === null ? 'never checked' : `${host.drift} items`],
      ['host key', host.hostKey],
    ],
  });
}

async function adopt(
  { io, client, format }: Run,
  name: string,
  options: { address: string; hostKey: string; user: string },
) {
  const hostKey = (await readFile(resolve(io.cwd, options.hostKey), 'utf8')).trim();
  const body = { name, address: options.address, sshUser: options.user, hostKey };
  const host = await client.call('host.adopt', { body });
  printList(io, { rows: [host], columns, format, empty: '' });
}

async function forget({ io, client }: Run, name: string) {
  await client.call('host.forget', { params: { name } });
  io.talk(`host ${name} is forgotten; nothing was changed on it`);
}

async function converge({ io, client }: Run, name: string, options: { check?: boolean; wait?: boolean }) {
  const mode = options.check ? ('check' as const) : ('apply' as const);
  const operation = await client.call('host.converge', { params: { name }, body: { mode } });
  const ended = await waitOrTell({ io, client, operation, wait: options.wait });
  if (ended === undefined || mode === 'apply') return;
  const { drift } = await client.call('host.show', { params: { name } });
  io.talk(
    drift === 0 ? `${name} equals its blueprint` : `${name} differs from its blueprint in ${drift} items`,
  );
  if (drift !== 0) throw new Exit('differs');
}
