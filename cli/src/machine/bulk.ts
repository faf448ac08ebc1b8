import { TuskarError } from '@tuskar/contract/error.ts';
import type { BulkAction, BulkPreview, MachineSelector, PowerTarget } from '@tuskar/contract/machine-bulk.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat, withWait } from '../command.ts';
import { Exit } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { printData, printList } from '../output.ts';
import { waitOrTell } from '../watch.ts';
import { queryOf, type Selectors, withSelectors } from './selectors.ts';
import { untilOf } from './until.ts';

const actions = [
  'enrol',
  'inspect',
  'accept',
  'retest',
  'deploy',
  'label',
  'set-maintenance',
  'end-maintenance',
  'quarantine',
  'power',
  'rotate-bmc-password',
  'rescue',
  'unrescue',
  'erase',
  'retire',
  'forget',
] as const;

export function addMachineBulk(noun: Command, io: Io): void {
  withFormat(withWait(withSelectors(noun.command('bulk'))))
    .addArgument(noun.createArgument('<action>', 'what to do to each').choices([...actions]))
    .argument('[names...]', 'which machines; or say which by the options')
    .option('--preview', 'only show which machines, and which cannot and why')
    .option('--yes', 'do it without asking')
    .option('--at-once <n>', 'how many at once', '16')
    .option('--stop-after <n>', 'how many may fail before the rest is not begun', '3')
    .option('--reason <text>', 'why; for accept, maintenance, quarantine, rescue, erase and retire')
    .option('--force', 'for rescue: although a host carries instances, or cannot be asked')
    .option('--image <id>', 'for deploy: a disk image; by default the newest')
    .option('--until <when>', "for maintenance: a moment, or a time from now such as '4h'")
    .option('--set <key=value>', "for label: may be given again; 'key=' removes it", collect, [])
    .addOption(
      new Option('--power <target>', 'for power').choices(['on', 'off', 'soft-off', 'reboot', 'soft-reboot']),
    )
    .description('do the same to many machines, shown first')
    .action(against(io, bulk));
}

export type BulkOptions = Selectors & {
  preview?: true;
  yes?: true;
  atOnce: string;
  stopAfter: string;
  reason?: string;
  force?: true;
  image?: string;
  until?: string;
  set: string[];
  power?: PowerTarget;
  wait?: boolean;
};

async function bulk(
  { io, client, format }: Run,
  name: (typeof actions)[number],
  names: string[],
  options: BulkOptions,
) {
  const selector = selectorOf(names, options);
  const action = actionOf(name, options);
  const preview = await client.call('machine-bulk.preview', { body: { selector, action } });
  if (format === 'table') show(io, preview);
  else printData(io, preview, format);
  if (options.preview) return;
  if (preview.possible > 0 && !options.yes) await confirm(io, preview.possible);
  const operation = await client.call('machine-bulk.run', {
    body: {
      selector,
      action,
      atOnce: Number(options.atOnce),
      stopAfter: Number(options.stopAfter),
      expected: preview.possible,
    },
  });
  await waitOrTell({ io, client, operation, wait: options.wait });
}

/** Never all of them by forgetting to say which. */
function selectorOf(names: string[], options: BulkOptions): MachineSelector {
  if (names.length > 0) return { names };
  const { late, failed, maintenance, ...rest } = queryOf(options);
  const filter = {
    ...rest,
    ...(late === undefined ? {} : { late: true }),
    ...(failed === undefined ? {} : { failed: true }),
    ...(maintenance === undefined ? {} : { maintenance: true }),
  };
  if (Object.keys(filter).length > 0) return { filter };
  throw new TuskarError(
    'invalid-request',
    'Say which machines: their names, or options such as --rack and --state.',
  );
}

/** @throws invalid-request where an option is missing that the action needs */
export function actionOf(name: (typeof actions)[number], options: BulkOptions): BulkAction {
  const { reason, power } = options;
  switch (name) {
    case 'label':
      return { action: name, labels: Object.fromEntries(options.set.map(labelOf)) };
    case 'set-maintenance': {
      const until = options.until === undefined ? {} : { until: untilOf(options.until) };
      return { action: name, reason: given(reason, '--reason'), ...until };
    }
    case 'accept':
    case 'quarantine':
    case 'retire':
      return { action: name, reason: given(reason, '--reason') };
    case 'rescue':
      return { action: name, reason: given(reason, '--reason'), force: options.force ?? false };
    case 'erase':
      return { action: name, ...(reason === undefined ? {} : { reason }) };
    case 'deploy':
      return { action: name, ...(options.image === undefined ? {} : { image: options.image }) };
    case 'power':
      return { action: name, target: given(power, '--power') };
    case 'enrol':
      return { action: name, inspect: true };
    default:
      return { action: name };
  }
}

function given<Value>(value: Value | undefined, option: string): Value {
  if (value !== undefined) return value;
  throw new TuskarError('invalid-request', `This needs ${option}.`);
}

function labelOf(text: string): [string, string | null] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new TuskarError('invalid-request', `'${text}' is no label, such as team=blue.`);
  const value = text.slice(equals + 1);
  return [text.slice(0, equals), value === '' ? null : value];
}

function collect(value: string, values: string[]): string[] {
  return [...values, value];
}

function show(io: Io, { machines, possible, impossible }: BulkPreview): void {
  printList(io, {
    rows: machines,
    format: 'table',
    empty: 'No machine fits.',
    columns: [
      { title: 'name', value: ({ name }) => name },
      { title: 'state', value: ({ state }) => state },
      { title: 'can', value: ({ obstacle }) => (obstacle === null ? 'yes' : `no: ${obstacle}`) },
    ],
  });
  io.talk(`${possible} can, ${impossible} cannot`);
}

async function confirm(io: Io, machines: number): Promise<void> {
  if (!io.interactive) {
    throw new TuskarError('invalid-request', 'This needs a yes, and there is no terminal to ask at.', {
      remedy: 'Look at it with --preview, then give --yes.',
    });
  }
  const answer = await io.ask(`Do it to ${machines} machines? [y/N] `);
  if (/^y(es)?$/i.test(answer)) return;
  io.talk('nothing was done');
  throw new Exit('ok');
}
