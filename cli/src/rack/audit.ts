import { TuskarError } from '@tuskar/contract/error.ts';
import type { Finding, FindingInput } from '@tuskar/contract/rack-audit.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList } from '../output.ts';
import { formatAge } from '../times.ts';

const columns: Column<Finding>[] = [
  { title: 'finding', value: (finding) => finding.says },
  { title: 'by', value: (finding) => finding.by },
  { title: 'ago', value: (finding) => formatAge(finding.at) },
  { title: 'settled', value: (finding) => finding.settledReason },
  { title: 'id', value: (finding) => finding.id },
];

export function addAuditCommands(noun: Command, io: Io): void {
  noun
    .command('audit')
    .argument('[rack]')
    .option('--site <name>', 'all racks of this site')
    .option('--location <name>', 'all racks in this location')
    .addOption(
      new Option('-o, --output <format>', 'how to print').choices(['text', 'csv', 'json']).default('text'),
    )
    .description('print the list to walk with along the racks')
    .action(against(io, audit));
  withFormat(noun.command('record'))
    .argument('<rack>')
    .option('--confirmed <machines...>', 'they are where the record has them')
    .option('--missing <machines...>', 'they are not there')
    .option('--elsewhere <machine=rack:unit...>', 'they are there instead: node-1=r2:10')
    .option('--unexpected <serial=unit...>', 'what is here without a record: X123=20')
    .option('--note <text>', 'anything else')
    .description('record what an audit of a rack found')
    .action(against(io, record));
  withFormat(noun.command('findings'))
    .option('--rack <name>', 'only of this rack')
    .option('--site <name>', 'only of this site')
    .option('--all', 'also those that are settled')
    .description('list what audits found and nobody has put right yet')
    .action(against(io, findings));
  noun
    .command('settle')
    .argument('<rack>')
    .argument('<finding>')
    .requiredOption('--reason <text>', 'why nothing else has to change')
    .description('settle a finding')
    .action(against(io, settle));
}

type AuditOptions = { site?: string; location?: string; output: 'text' | 'csv' | 'json' };

async function audit(
  { io, client }: Run,
  rack: string | undefined,
  { site, location, output }: AuditOptions,
) {
  const query = { rack, site, location, format: output };
  const { racks, document } = await client.call('rack.audit', { query });
  io.out(document?.trimEnd() ?? JSON.stringify(racks, undefined, 2));
}

type RecordOptions = {
  confirmed?: string[];
  missing?: string[];
  elsewhere?: string[];
  unexpected?: string[];
  note?: string;
};

async function record({ io, client, format }: Run, rack: string, options: RecordOptions) {
  const { confirmed = [], missing = [], elsewhere = [], unexpected = [], note } = options;
  const given: FindingInput[] = [
    ...confirmed.map((machine) => ({ finding: 'confirmed' as const, machine })),
    ...missing.map((machine) => ({ finding: 'missing' as const, machine })),
    ...elsewhere.map(foundElsewhere),
    ...unexpected.map(foundUnexpected),
  ];
  if (given.length === 0) {
    throw new TuskarError('invalid-request', 'No finding was given.', {
      remedy: `For example: tuskar rack record ${rack} --confirmed node-1 --missing node-2`,
    });
  }
  const body = { findings: given.map((finding) => ({ ...finding, note })) };
  const { items } = await client.call('rack.record', { params: { name: rack }, body });
  printList(io, { rows: items, columns, format, empty: '' });
}

/** 'node-1=r2:10', 'node-1=r2', 'node-1=:10' */
function foundElsewhere(text: string): FindingInput {
  const [, machine, rack, unit] = /^([^=]+)=([^:]*)(?::(\d+))?$/.exec(text) ?? [];
  if (machine === undefined || (!rack && unit === undefined))
    throw unreadable('--elsewhere', text, 'node-1=r2:10');
  return {
    finding: 'elsewhere',
    machine,
    ...(rack ? { foundRack: rack } : {}),
    ...(unit === undefined ? {} : { foundUnit: Number(unit) }),
  };
}

/** 'X123=20', 'X123', '=20' */
function foundUnexpected(text: string): FindingInput {
  const [, serial, unit] = /^([^=]*)(?:=(\d+))?$/.exec(text) ?? [];
  if (!serial && unit === undefined) throw unreadable('--unexpected', text, 'X123=20');
  return {
    finding: 'unexpected',
    ...(serial ? { serial } : {}),
    ...(unit === undefined ? {} : { foundUnit: Number(unit) }),
  };
}

function unreadable(option: string, text: string, example: string): TuskarError {
  return new TuskarError('invalid-request', `${option} does not understand '${text}'.`, {
    remedy: `Write it as in: ${option} ${example}`,
  });
}

type FindingOptions = { rack?: string; site?: string; all?: boolean };

async function findings({ io, client, format }: Run, { rack, site, all }: FindingOptions) {
  const query = { rack, site, ...(all ? {} : { open: 'true' }) };
  const { items } = await client.call('rack.findings', { query });
  printList(io, { rows: items, columns, format, empty: 'No audit found anything that is not put right.' });
}

async function settle({ io, client }: Run, name: string, id: string, { reason }: { reason: string }) {
  const { says } = await client.call('rack.settle', { params: { name, id }, body: { reason } });
  io.talk(`settled: ${says}`);
}
