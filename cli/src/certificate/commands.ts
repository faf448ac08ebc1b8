import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Certificate, SigningKey } from '@tuskar/contract/certificate.ts';
import type { RouteName } from '@tuskar/contract/routes.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList } from '../output.ts';
import { showCertificate } from './show.ts';
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

const keyColumns: Column<SigningKey>[] = [
  { title: 'id', value: ({ id }) => id },
  { title: 'made', value: ({ createdAt }) => createdAt },
  { title: 'signs', value: ({ signs }) => (signs ? 'from now on' : 'no more') },
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
    .action(against(io, showCertificate));
  noun
    .command('save')
    .argument('<id>')
    .option('--directory <path>', 'where to', '.')
    .description('save a certificate, its signature, log and page, and the public key of its signature')
    .action(against(io, save));
  withFormat(noun.command('keys'))
    .option('--directory <path>', 'save them all there, one PEM file each')
    .description('list all public keys that certificates were ever signed with')
    .action(against(io, keys));
  noun
    .command('rotate-key')
    .requiredOption('--reason <text>', 'why; recorded')
    .description('make another key, which signs from now on; what older ones have signed stays valid')
    .action(against(io, rotateKey));
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
    [keyFile(keyId)]: publicKey,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(directory, name), content);
    io.out(join(directory, name));
  }
}

async function keys({ io, client, format }: Run, { directory }: { directory?: string }) {
  const { items } = await client.call('certificate.keys');
  if (directory === undefined) return printList(io, { rows: items, columns: keyColumns, format, empty: '' });
  const to = resolve(io.cwd, directory);
  await mkdir(to, { recursive: true });
  for (const { id, publicKey } of items) {
    await writeFile(join(to, keyFile(id)), publicKey);
    io.out(join(to, keyFile(id)));
  }
}

async function rotateKey({ io, client }: Run, { reason }: { reason: string }) {
  const { id } = await client.call('certificate.rotate-key', { body: { reason } });
  io.out(id);
  io.talk(
    'this key signs from now on; give its public key to whoever keeps them: tuskar certificate keys --directory <path>',
  );
}

const keyFile = (id: string) => `tuskar-${id}.pem`;

/** What all disks have reached: the least of them. */
function classOf({ disks }: Certificate): string {
  return disks.every((disk) => disk.class === 'purge') ? 'purge' : 'clear';
}
