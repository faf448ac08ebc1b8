import type { User } from '@tuskar/contract/access.ts';
import { type Role, roles } from '@tuskar/contract/permissions.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList } from '../output.ts';
import { formatAge } from '../times.ts';

const columns: Column<User>[] = [
  { title: 'name', value: (user) => user.name },
  { title: 'role', value: (user) => user.role },
  {
    title: 'signed in',
    value: (user) => (user.lastSignInAt === null ? 'never' : `${formatAge(user.lastSignInAt)} ago`),
  },
  { title: 'disabled', value: (user) => (user.disabled ? 'yes' : 'no') },
];
const role = () => new Option('--role <role>', 'what they may do').choices(Object.keys(roles));

export function addUserCommands(program: Command, io: Io): void {
  const noun = program.command('user').description('people who may sign in');
  withFormat(noun.command('list')).description('list people').action(against(io, list));
  withFormat(noun.command('create'))
    .argument('<name>')
    .addOption(role().makeOptionMandatory())
    .description('add a person; the password is asked for, or read from standard input')
    .action(against(io, create));
  withFormat(noun.command('update'))
    .argument('<name>')
    .addOption(role())
    .option('--password', 'give them a new password, asked for or read from standard input')
    .option('--disable', 'end their sessions and refuse new ones')
    .option('--enable', 'let them sign in again')
    .description("change a person's role or password, or disable them")
    .action(against(io, update));
  noun
    .command('delete')
    .argument('<name>')
    .description('remove a person, their sessions and tokens')
    .action(against(io, remove));
}

async function list({ io, client, format }: Run) {
  const page = await client.call('user.list', { query: { limit: 500 } });
  printList(io, { rows: page.items, columns, format, empty: 'There is nobody.' });
}

async function create({ io, client, format }: Run, name: string, options: { role: Role }) {
  const body = { name, role: options.role, password: await readPassword(io) };
  const user = await client.call('user.create', { body });
  printList(io, { rows: [user], columns, format, empty: '' });
}

type UpdateOptions = { role?: Role; password?: boolean; disable?: boolean; enable?: boolean };

async function update({ io, client, format }: Run, name: string, options: UpdateOptions) {
  const body = {
    ...(options.role === undefined ? {} : { role: options.role }),
    ...(options.password ? { password: await readPassword(io) } : {}),
    ...(options.disable ? { disabled: true } : options.enable ? { disabled: false } : {}),
  };
  const user = await client.call('user.update', { params: { name }, body });
  printList(io, { rows: [user], columns, format, empty: '' });
}

async function remove({ io, client }: Run, name: string) {
  await client.call('user.delete', { params: { name } });
  io.talk(`${name} is removed`);
}

async function readPassword(io: Io): Promise<string> {
  return io.interactive ? await io.askSecret('Password: ') : (await io.readInput()).trimEnd();
}
