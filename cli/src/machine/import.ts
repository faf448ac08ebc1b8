import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ImportPreview, ImportProblem } from '@tuskar/contract/machine-import.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printData, printList } from '../output.ts';
import { waitOrTell } from '../watch.ts';

export function addMachineImport(noun: Command, io: Io): void {
  withFormat(withWait(noun.command('import')))
    .argument('<file>', 'instackenv (.json, .yaml, .csv), or a file of openstack baremetal create')
    .option('--preview', 'only show what is new, what is known, and all that is wrong')
    .option('--at-once <n>', 'how many are enrolled at once', '16')
    .option('--no-inspect', 'do not go on to their inspections')
    .addOption(
      new Option('--provider <service>', 'which service has them')
        .choices(['ironic', 'simulated'])
        .default('ironic'),
    )
    .description('enrol the machines of a file that are new; all, or none where something is wrong')
    .action(against(io, importFile));
}

type Options = {
  preview?: true;
  atOnce: string;
  inspect: boolean;
  provider: 'ironic' | 'simulated';
  wait?: boolean;
};

async function importFile({ io, client, format }: Run, path: string, options: Options) {
  const content = await readFile(resolve(io.cwd, path), 'utf8');
  const { provider, inspect } = options;
  const file = { file: basename(path), content, provider };
  if (options.preview) {
    const preview = await client.call('machine-import.preview', { body: file });
    if (format === 'table') showPreview(io, preview);
    else printData(io, preview, format);
    if (preview.problems.length > 0) throw new Exit('differs');
    return;
  }
  const { added, known, operation } = await client.call('machine-import.run', {
    body: { ...file, inspect, atOnce: Number(options.atOnce) },
  });
  io.talk(`${added.length} machines are new, ${known.length} were known`);
  if (operation !== null) await waitOrTell({ io, client, operation, wait: options.wait });
}

function showPreview(io: Io, { machines, added, known, problems, ignored }: ImportPreview): void {
  printList(io, {
    rows: machines,
    format: 'table',
    empty: 'The file has no machines that could be read.',
    columns: [
      { title: 'item', value: ({ item }) => item },
      { title: 'name', value: ({ name }) => name },
      { title: 'is', value: ({ machine }) => machine ?? 'new' },
      {
        title: 'BMC',
        value: ({ bmc }) => `${bmc.protocol} ${bmc.address}${bmc.port === null ? '' : `:${bmc.port}`}`,
      },
      { title: 'MACs', value: ({ macs }) => macs.length },
      {
        title: 'place',
        value: ({ place }) =>
          place === null ? null : [place.site, place.rack, place.unit].filter(Boolean).join(' / '),
      },
    ],
  });
  for (const one of ignored) io.talk(`not kept: ${sentence(one)}`);
  for (const one of problems) io.talk(`wrong: ${sentence(one)}`);
  io.talk(`${added} new, ${known} known, ${problems.length} problems`);
}

function sentence({ file, item, field, reason }: ImportProblem): string {
  return `${[file, item, field].filter(Boolean).join(', ')}: ${reason}`;
}
