import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { RackFileFormat, type RackImport } from '@tuskar/contract/rack-file.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { printData } from '../output.ts';

export function addFileCommands(noun: Command, io: Io): void {
  withFormat(noun.command('import'))
    .option('-f, --file <file>', "a CSV, JSON or YAML file; '-' is standard input")
    .addOption(
      new Option('--format <format>', 'its format, where its name does not say').choices(
        RackFileFormat.options,
      ),
    )
    .option('--netbox <url>', 'the address of a NetBox; its token in NETBOX_TOKEN, or asked for')
    .option('--ca <file>', "the authority of NetBox's certificate, as PEM")
    .option('--dry-run', 'only say what would change')
    .description('take sites, locations, racks and placements from a file or from NetBox, all or none')
    .action(against(io, importRacks));
  noun
    .command('export')
    .addOption(
      new Option('-o, --output <format>', 'the format').choices(RackFileFormat.options).default('yaml'),
    )
    .option('--site <name>', 'only this site')
    .description('write a file that import takes to standard output')
    .action(against(io, exportRacks));
}

type ImportOptions = {
  file?: string;
  format?: RackFileFormat;
  netbox?: string;
  ca?: string;
  dryRun?: boolean;
};

async function importRacks({ io, client, format }: Run, options: ImportOptions) {
  const { dryRun = false } = options;
  const body = { ...(await sourceOf(io, options)), dryRun };
  const answer = await client.call('rack.import', { body });
  if (format !== 'table') return printData(io, answer, format);
  for (const line of describeImport(answer)) io.out(line);
  for (const warning of answer.warnings) io.talk(`warning: ${warning}`);
}

async function sourceOf(io: Io, { file, format, netbox, ca }: ImportOptions) {
  if ((file === undefined) === (netbox === undefined)) {
    throw new TuskarError('invalid-request', 'Give either a file or a NetBox to import from.', {
      remedy: 'For example: tuskar rack import -f racks.csv --dry-run',
    });
  }
  if (netbox !== undefined) {
    const caCertificate = ca === undefined ? undefined : await readFile(resolve(io.cwd, ca), 'utf8');
    return { netbox: { url: netbox, token: await tokenOf(io), caCertificate } };
  }
  const name = file ?? '-';
  const text = name === '-' ? await io.readInput() : await readFile(resolve(io.cwd, name), 'utf8');
  return { file: { name: basename(name), format, text } };
}

async function tokenOf(io: Io): Promise<string> {
  const given = io.env['NETBOX_TOKEN'];
  if (given !== undefined && given !== '') return given;
  return (io.interactive ? await io.askSecret('Token of NetBox: ') : await io.readInput()).trim();
}

/** '+ rack r1', '~ rack r2: units 42 → 47', '- reservation …', and a line of counts. */
export function describeImport({ dryRun, created, changed, removed, unchanged }: RackImport): string[] {
  const would = dryRun ? 'would be ' : '';
  return [
    ...created.map(({ type, name }) => `+ ${type} ${name}`),
    ...changed.map(({ type, name, changes }) => {
      const fields = changes.map(({ field, from, to }) => `${field} ${value(from)} → ${value(to)}`);
      return `~ ${type} ${name}: ${fields.join(', ')}`;
    }),
    ...removed.map(({ type, name }) => `- ${type} ${name}`),
    `${created.length} ${would}created, ${changed.length} changed, ${removed.length} removed, ${unchanged} unchanged`,
  ];
}

function value(given: unknown): string {
  if (given === null || given === undefined) return 'nothing';
  return typeof given === 'string' ? given : JSON.stringify(given);
}

async function exportRacks({ io, client }: Run, { output, site }: { output: RackFileFormat; site?: string }) {
  const query = { format: output, ...(site === undefined ? {} : { site }) };
  const { text } = await client.call('rack.export', { query });
  io.out(text.trimEnd());
}
