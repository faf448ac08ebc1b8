import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Certificate } from '@tuskar/contract/certificate.ts';
import type { RouteName } from '@tuskar/contract/routes.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { verify } from './verify.ts';

const columns: Column<Certificate>[] = [
  { title: 'id', value: (certificate) => certificate.id },
  { title: 'issued', value: (certificate) => certificate.issuedAt },
  {
    title: 'machine',
    value: ({ machine, simulated }) => (simulated ? `${machine} (simulated)` : machine),
  },
  { title: 'for', value: (certificate) => certificate.goal },
  { title: 'disks', value: (certificate) => certificate.disks.length },
  { title: 'class', value: classOf },
  { title: 'asked for by', value: (certificate) => certificate.requestedBy },
];

export function addCertificateCommands(program: Command, io: Io): void {
  const noun = program.command('certificate').description('proof that the disks of a machine were erased');
  withFormat(noun.command('list'))
    .option('--machine <name>', 'only those of this machine')
    .option('--disk <serial>', 'only those that name a disk with this serial number or WWN')
    .description('list erase certificates, newest first')
    .action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<id>')
    .description('show an erase certificate')
    .action(against(io, show));
  noun
    .command('save')
    .argument('<id>')
    .option('--directory <path>', 'where to', '.')
    .description('save a certificate, its signature, log and page, and the public key of its signature')
    .action(against(io, save));
  noun
    .command('verify')
    .argument('<document>', 'the saved document')
    .requiredOption('--key <file>', 'the public key, kept since before: PEM')
    .option('--signature <file>', "the detached signature; by default the document's name with .sig")
    .option('--log <file>', 'the log of the erasure, to compare with its hash')
    .description('verify a saved certificate; needs no server')
    .action((document: string, options: { key: string; signature?: string; log?: string }) =>
      verify(io, document, options),
    );
}

async function list({ io, client, format }: Run, options: { machine?: string; disk?: string }) {
  const { machine, disk } = options;
  const query = {
    limit: 500,
    ...(machine === undefined ? {} : { machine }),
    ...(disk === undefined ? {} : { disk }),
  };
  const page = await client.call('certificate.list', { query });
  printList(io, { rows: page.items, columns, format, empty: 'There are no such certificates.' });
}

async function show({ io, client, format }: Run, id: string) {
  const certificate = await client.call('certificate.show', { params: { id } });
  printThing(io, {
    thing: certificate,
    format,
    fields: [
      ['id', certificate.id],
      ['issued', certificate.issuedAt],
      ['machine', certificate.machine],
      ['simulated', certificate.simulated ? 'yes: nothing was erased' : 'no'],
      ['erased for', certificate.goal],
      ['asked for by', certificate.requestedBy],
      ['operation', certificate.operation],
      ['disks', certificate.disks.map(describeDisk).join('\n')],
      ['sha-256', certificate.sha256],
      ['signed by key', certificate.keyId],
    ],
  });
}

async function save({ io, client }: Run, id: string, options: { directory: string }) {
  const directory = resolve(io.cwd, options.directory);
  await mkdir(directory, { recursive: true });
  const { keyId } = await client.call('certificate.show', { params: { id } });
  const { publicKey } = await client.call('certificate.key', { query: { id: keyId } });
  const bytes = async (route: RouteName) =>
    Buffer.from(await (await client.open(route, { params: { id } })).arrayBuffer());
  const files = {
    [`${id}.json`]: await bytes('certificate.document'),
    [`${id}.json.sig`]: await bytes('certificate.signature'),
    [`${id}.log`]: await bytes('certificate.log'),
    [`${id}.html`]: await bytes('certificate.page'),
    [`tuskar-${keyId}.pem`]: publicKey,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), content);
    io.out(join(directory, name));
  }
}

function describeDisk({ serial, model, method, class: sanitization }: Certificate['disks'][number]): string {
  return `${serial ?? 'without a serial number'} (${model ?? 'unknown model'}): ${method}, ${sanitization}`;
}

/** What all disks have reached: the least of them. */
function classOf({ disks }: Certificate): string {
  return disks.every((disk) => disk.class === 'purge') ? 'purge' : 'clear';
}
