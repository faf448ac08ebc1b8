import type { AuditEntry } from '@tuskar/contract/access.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printList, printThing } from '../output.ts';

export function addAuditCommands(program: Command, io: Io): void {
  const noun = program.command('audit').description('the trail of every write and every refusal');
  withFormat(noun.command('list'))
    .option('--actor <name>', 'only what they did')
    .option('--token <id>', 'only what was done by this token')
    .option('--action <route>', "only this action, such as 'blueprint.approve'")
    .option('--limit <n>', 'at most so many', '50')
    .description('read the trail, newest first')
    .action(against(io, list));
  withFormat(noun.command('check'))
    .description('check the chain of hashes from the first entry')
    .action(against(io, check));
}

export async function list(
  { io, client, format }: Run,
  options: { actor?: string; token?: string; action?: string; limit: string },
) {
  const { limit, actor, token, action } = options;
  const query = {
    limit: Number(limit),
    ...(actor === undefined ? {} : { actor }),
    ...(token === undefined ? {} : { token }),
    ...(action === undefined ? {} : { action }),
  };
  const page = await client.call('audit.list', { query });
  printList(io, {
    rows: page.items,
    format,
    empty: 'There are no such entries.',
    columns: [
      { title: 'seq', value: (entry) => entry.seq },
      { title: 'at', value: (entry) => entry.at },
      { title: 'who', value: who },
      { title: 'action', value: (entry) => entry.action },
      {
        title: 'on',
        value: (entry) => (entry.subject === null ? null : `${entry.subject.type}/${entry.subject.name}`),
      },
      { title: 'outcome', value: (entry) => `${entry.outcome} (${entry.status})` },
    ],
  });
}

function who({ actor, token }: AuditEntry): string {
  return token === undefined ? actor : `${actor} (token '${token.description}')`;
}

async function check({ io, client, format }: Run) {
  const result = await client.call('audit.check');
  printThing(io, {
    thing: result,
    format,
    fields: [
      ['chain', result.intact ? 'intact' : `BROKEN at entry ${result.firstBroken}`],
      ['entries', result.entries],
      ['head', result.headHash],
    ],
  });
  if (!result.intact) throw new Exit('differs');
}
