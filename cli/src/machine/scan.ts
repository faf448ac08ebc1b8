import { TuskarError } from '@tuskar/contract/error.ts';
import type { MachineScan, ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { type Format, printData, printList } from '../output.ts';
import { formatAge } from '../times.ts';
import { waitOrTell } from '../watch.ts';
import { readBmcPassword } from './bmc-password.ts';
import { addScanRange } from './scan-range.ts';

export function addMachineScan(noun: Command, io: Io): void {
  const scan = noun.command('scan').description('look for BMCs, and enrol what was found');
  withWait(scan.command('start'))
    .argument('<range>', "an address, 'first-last', or a network such as 198.18.48.0/24")
    .requiredOption('--user <user>', 'who to sign in to the BMCs as')
    .option('--password', 'ask for the password; without a terminal it is read from standard input')
    .option('--password-file <file>', 'read the password from a file')
    .option('--port <port>', 'where they listen', '443')
    .option('--http', 'they speak HTTP, without TLS')
    .option('--rate <n>', 'addresses a second', '20')
    .description('look for BMCs in a range of addresses')
    .action(against(io, start));
  withFormat(scan.command('list')).description('list scans, newest first').action(against(io, list));
  withFormat(scan.command('show'))
    .argument('<scan>', 'the id of its operation')
    .description('show what a scan found')
    .action(against(io, show));
  withWait(scan.command('enrol'))
    .argument('<scan>', 'the id of its operation')
    .argument(
      '[name=serial...]',
      'what to call which machine, by its serial number or the address of its BMC',
    )
    .option('--all', 'all that are new; named after their serial numbers')
    .option('--no-inspect', 'do not go on to their inspections')
    .option('--at-once <n>', 'how many at once', '16')
    .description('enrol machines that a scan found')
    .action(against(io, enrol));
  addScanRange(scan, io);
}

type StartOptions = {
  user: string;
  password?: true;
  passwordFile?: string;
  port: string;
  http?: true;
  rate: string;
  wait?: boolean;
};

async function start({ io, client }: Run, range: string, options: StartOptions) {
  const password = await readBmcPassword(io, options);
  if (password === undefined)
    throw new TuskarError('invalid-request', 'This needs --password or --password-file.');
  const operation = await client.call('machine-scan.start', {
    body: {
      range,
      scheme: options.http ? 'http' : 'https',
      port: Number(options.port),
      credentials: [{ user: options.user, password }],
      rate: Number(options.rate),
    },
  });
  const ended = await waitOrTell({ io, client, operation, wait: options.wait });
  if (ended === undefined) return;
  printScan(io, await client.call('machine-scan.show', { params: { id: operation.id } }), 'table');
}

async function list({ io, client, format }: Run) {
  const page = await client.call('machine-scan.list', { query: { limit: 100 } });
  const count = ({ candidates }: MachineScan, state: ScanCandidate['state']) =>
    candidates?.filter((one) => one.state === state).length;
  printList(io, {
    rows: page.items,
    format,
    empty: 'Nothing was scanned yet.',
    columns: [
      { title: 'scan', value: ({ id }) => id },
      { title: 'range', value: ({ range }) => range },
      { title: 'by', value: ({ requestedBy }) => requestedBy },
      { title: 'ago', value: ({ createdAt }) => formatAge(createdAt) },
      { title: 'new', value: (scan) => count(scan, 'new') },
      { title: 'known', value: (scan) => count(scan, 'known') },
      { title: 'closed', value: (scan) => count(scan, 'closed') },
    ],
  });
}

async function show({ io, client, format }: Run, id: string) {
  printScan(io, await client.call('machine-scan.show', { params: { id } }), format);
}

function printScan(io: Io, scan: MachineScan, format: Format): void {
  if (format !== 'table') return printData(io, scan, format);
  printList(io, {
    rows: scan.candidates ?? [],
    format,
    empty: scan.candidates === null ? 'The scan has not ended yet.' : 'No BMC was found.',
    columns: [
      { title: 'BMC', value: ({ address }) => address },
      {
        title: 'is',
        value: ({ state, machine }) => machine ?? (state === 'closed' ? 'closed: no credentials fit' : state),
      },
      { title: 'vendor', value: ({ vendor }) => vendor },
      { title: 'model', value: ({ model }) => model },
      { title: 'serial', value: ({ serial }) => serial },
      { title: 'system', value: ({ systemId }) => systemId },
    ],
  });
}

type EnrolOptions = { all?: true; inspect: boolean; atOnce: string; wait?: boolean };

async function enrol({ io, client }: Run, id: string, names: string[], options: EnrolOptions) {
  const { candidates } = await client.call('machine-scan.show', { params: { id } });
  const fresh = (candidates ?? []).filter(({ state }) => state === 'new');
  const chosen = options.all
    ? fresh.map((one) => ({ name: nameOf(one), one }))
    : names.map((text) => choose(text, fresh));
  if (chosen.length === 0)
    throw new TuskarError('invalid-request', 'Say which, as name=serial, or give --all.');
  const operation = await client.call('machine-scan.enrol', {
    params: { id },
    body: {
      machines: chosen.map(({ name, one }) => ({ name, address: one.address, systemId: one.systemId ?? '' })),
      inspect: options.inspect,
      atOnce: Number(options.atOnce),
    },
  });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

function choose(text: string, fresh: ScanCandidate[]): { name: string; one: ScanCandidate } {
  const [name = '', which = ''] = text.split(/=(.*)/s);
  const one = fresh.find(
    ({ serial, address }) => which !== '' && (serial === which || address.includes(`//${which}`)),
  );
  if (one !== undefined) return { name, one };
  throw new TuskarError('invalid-request', `'${text}' names none of the ${fresh.length} new machines.`, {
    remedy: 'Give name=serial, or name=address.',
  });
}

function nameOf({ serial, address }: ScanCandidate): string {
  const text = serial ?? `bmc-${address.replace(/^https?:\/\//, '')}`;
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
