import { ImageRecipe } from '@tuskar/contract/image.ts';
import type { Command } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import type { Io } from '../io.ts';
import { printList, printThing } from '../output.ts';
import { formatAge, formatDuration } from '../times.ts';
import { waitOrTell } from '../watch.ts';

export function addImageCommands(program: Command, io: Io): void {
  const noun = program
    .command('image')
    .description('golden images: the root file system that every host boots');
  withWait(noun.command('build'))
    .addArgument(
      noun
        .createArgument(
          '[recipe]',
          "host; agent: the bare-metal service's ramdisk; disk: a host image for machines",
        )
        .choices(ImageRecipe.options)
        .default('host'),
    )
    .option('--from <image>', 'the host image of a disk; the newest where it is not said')
    .description('build an image; one that exists is not built again')
    .action(against(io, build));
  withFormat(noun.command('list')).description('list images, newest first').action(against(io, list));
  withFormat(noun.command('show'))
    .argument('<id>')
    .option('--packages', 'list every package and its version')
    .description('show an image')
    .action(against(io, show));
}

type BuildOptions = { from?: string; wait?: boolean };

async function build({ io, client }: Run, recipe: ImageRecipe, { from, wait }: BuildOptions) {
  const operation = await client.call('image.build', {
    body: { recipe, ...(from !== undefined && { from }) },
  });
  await waitOrTell({ io, client, operation, wait });
}

async function list({ io, client, format }: Run) {
  const { items } = await client.call('image.list');
  printList(io, {
    rows: items,
    format,
    empty: 'There are no images yet; build one with: tuskar image build --wait',
    columns: [
      { title: 'id', value: (image) => image.id },
      { title: 'recipe', value: (image) => image.recipe },
      { title: 'base', value: (image) => image.base },
      { title: 'openstack', value: (image) => image.openstack },
      { title: 'packages', value: (image) => image.packages },
      { title: 'size', value: (image) => megabytes(image.bytes) },
      { title: 'age', value: (image) => formatAge(image.createdAt) },
      { title: 'used by', value: (image) => image.usedBy.join(', ') },
    ],
  });
}

async function show({ io, client, format }: Run, id: string, options: { packages?: boolean }) {
  const image = await client.call('image.show', { params: { id } });
  printThing(io, {
    thing: image,
    format,
    fields: [
      ['id', image.id],
      ['base', image.base],
      ['openstack', image.openstack],
      ['made', image.createdAt],
      ['build took', formatDuration(image.buildSeconds)],
      ['size', megabytes(image.bytes)],
      ['packages', image.packages],
      [
        'option schemas',
        image.optionSchemas.map(({ service, options: count }) => `${service} (${count})`).join(', '),
      ],
      ['databases', image.databases.join(', ')],
      ['used by', image.usedBy.join(', ')],
    ],
  });
  if (format !== 'table' || !options.packages) return;
  for (const [name, version] of Object.entries(image.packageVersions)) io.out(`${name} ${version}`);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
