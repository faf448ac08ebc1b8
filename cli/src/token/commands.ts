import type { Token } from '@tuskar/contract/access.ts';
import { permissions } from '@tuskar/contract/permissions.ts';
import type { Permission } from '@tuskar/contract/permissions.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';

const columns: Column<Token>[] = [
  { title: 'id', value: (token) => token.id },
  { title: 'of', value: (token) => token.user },
  { title: 'what for', value: (token) => token.description },
  { title: 'may', value: (token) => token.permissions?.join(', ') ?? 'all that its owner may' },
  { title: 'ends', value: (token) => token.expiresAt ?? 'when it is revoked' },
  { title: 'last used', value: (token) => token.lastUsedAt ?? 'never' },
];

export function addTokenCommands(program: Command, io: Io): void {
  const noun = program.command('token').description('API tokens, for scripts');
  withFormat(noun.command('list')).description('list tokens').action(against(io, list));
  withFormat(noun.command('create'))
    .argument('<description>', 'what it is for')
    .addOption(new Option('--permission <name...>', 'only these').choices(Object.keys(permissions)))
    .option('--days <n>', 'valid so many days', Number)
    .description('make a token; its secret is shown this once')
    .action(against(io, create));
  noun.command('delete').argument('<id>').description('revoke a token').action(against(io, remove));
}

async function list({ io, client, format }: Run) {
  const page = await client.call('token.list', { query: { limit: 500 } });
  printList(io, { rows: page.items, columns, format, empty: 'There are no tokens.' });
}

async function create(
  { io, client, format }: Run,
  description: string,
  options: { permission?: Permission[]; days?: number },
) {
  const body = {
    description,
    ...(options.permission === undefined ? {} : { permissions: options.permission }),
    ...(options.days === undefined ? {} : { expiresInDays: options.days }),
  };
  const token = await client.call('token.create', { body });
  printThing(io, {
    thing: token,
    format,
    fields: [
      ['id', token.id],
      ['secret', token.secret],
      ['ends', token.expiresAt ?? 'when it is revoked'],
    ],
  });
  if (format === 'table') io.talk('The secret is not shown again.');
}

async function remove({ io, client }: Run, id: string) {
  await client.call('token.delete', { params: { id } });
  io.talk(`token ${id} is revoked`);
}
