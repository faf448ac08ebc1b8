import { TuskarError } from '@tuskar/contract/error.ts';
import type { Machine } from '@tuskar/contract/machine.ts';
import { type Depth, Depth as Depths, type Face, Face as Faces } from '@tuskar/contract/place.ts';
import { ReservationKind } from '@tuskar/contract/rack-placement.ts';
import { parseUnits } from '@tuskar/contract/rack-units.ts';
import { type Command, Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import { decimal } from '../decimal.ts';
import type { Io } from '../io.ts';
import { untilOf } from '../machine/until.ts';
import { type Column, printList } from '../output.ts';
import { unsettable } from '../unsettable.ts';
import { wholeNumber } from '../whole-number.ts';

const placed: Column<Machine>[] = [
  { title: 'machine', value: (machine) => machine.name },
  { title: 'site', value: (machine) => machine.site },
  { title: 'rack', value: (machine) => machine.rack },
  { title: 'unit', value: (machine) => machine.unit },
  { title: 'height', value: (machine) => machine.heightUnits },
  { title: 'face', value: (machine) => machine.face },
  { title: 'depth', value: (machine) => machine.depth },
];

export function addPlacementCommands(noun: Command, io: Io): void {
  withFaces(
    withFormat(noun.command('place'))
      .argument('<machine>')
      .argument('<rack>')
      .argument('[unit]', 'its lowest unit number', wholeNumber),
  )
    .option('--height <units>', 'how high it is', wholeNumber)
    .option('--power <watts>', 'what it draws at most', unsettable(wholeNumber))
    .option('--weight <kg>', 'what it weighs', unsettable(decimal))
    .option('--reservation <id>', 'take over the units of this reservation')
    .option('--reason <text>', 'why, for its history')
    .description('place or move a machine; its lowest unit number, or none where nobody knows')
    .action(against(io, place));
  withFormat(noun.command('unplace'))
    .argument('<machines...>')
    .option('--reason <text>', 'why, for their history')
    .description('take machines out of their racks')
    .action(against(io, unplace));
  withFaces(noun.command('reserve').argument('<rack>').argument('<units>').argument('<label>'))
    .addOption(
      new Option('--kind <kind>', 'what is there').choices(ReservationKind.options).default('reserved'),
    )
    .option('--power <watts>', 'what it draws at most', wholeNumber)
    .option('--weight <kg>', 'what it weighs', decimal)
    .option('--reason <text>', 'what for')
    .option('--until <time>', "when it ends: '2027-01-31T00:00:00Z', '90d'; only of the kind 'reserved'")
    .description("take units such as '10-12,20' for a switch, a patch panel, or for a project to come")
    .action(against(io, reserve));
  noun
    .command('unreserve')
    .argument('<rack>')
    .argument('<label>')
    .description('give units of a rack back')
    .action(against(io, unreserve));
}

function withFaces(command: Command): Command {
  return command
    .addOption(new Option('--face <face>', 'the face that it is mounted from').choices(Faces.options))
    .addOption(
      new Option('--depth <depth>', 'whether it takes its units on both faces').choices(Depths.options),
    );
}

type PlaceOptions = {
  height?: number;
  power?: number | null;
  weight?: number | null;
  face?: Face;
  depth?: Depth;
  reservation?: string;
  reason?: string;
};

async function place(
  { io, client, format }: Run,
  machine: string,
  rack: string,
  unit: number | undefined,
  { height, power, weight, reason, face, depth, reservation }: PlaceOptions,
) {
  const how = { face, depth, reservation, heightUnits: height, powerWatts: power, weightKg: weight };
  const placements = [{ machine, rack, unit: unit ?? null, ...how }];
  const { machines, warnings } = await client.call('rack.place', { body: { placements, reason } });
  for (const warning of warnings) io.talk(`warning: ${warning}`);
  printList(io, { rows: machines, columns: placed, format, empty: '' });
}

async function unplace({ io, client, format }: Run, machines: string[], { reason }: { reason?: string }) {
  const answer = await client.call('rack.unplace', { body: { machines, reason } });
  printList(io, { rows: answer.machines, columns: placed, format, empty: '' });
}

type ReserveOptions = Pick<PlaceOptions, 'face' | 'depth' | 'reason'> & {
  kind: ReservationKind;
  power?: number;
  weight?: number;
  until?: string;
};

async function reserve(
  { io, client }: Run,
  rack: string,
  text: string,
  label: string,
  { kind, power, weight, reason, until, face, depth }: ReserveOptions,
) {
  const units = parseUnits(text);
  if (units === undefined) {
    throw new TuskarError('invalid-request', `'${text}' are no units of a rack.`, {
      remedy: "Give units such as 10, 10-14 or '10-12,20'.",
    });
  }
  const how = { kind, face, depth, reason, powerWatts: power, weightKg: weight };
  const end = until === undefined ? {} : { until: untilOf(until) };
  const { id } = await client.call('rack.reserve', {
    params: { name: rack },
    body: { label, units, ...how, ...end },
  });
  io.talk(`units ${text} of ${rack} are reserved for '${label}'`);
  io.out(id);
}

async function unreserve({ io, client }: Run, rack: string, label: string) {
  const { items } = await client.call('rack.reservations', { params: { name: rack } });
  const found = items.find((one) => one.label === label || one.id === label);
  if (found === undefined) {
    const known = items.map((one) => `'${one.label}'`).join(', ') || 'none at all';
    throw new TuskarError('reservation-not-found', `The rack ${rack} has no reservation '${label}'.`, {
      remedy: `It has ${known}.`,
    });
  }
  await client.call('rack.unreserve', { params: { name: rack, id: found.id } });
  io.talk(`the reservation '${found.label}' of ${rack} is removed`);
}
