import { TuskarError } from '@tuskar/contract/error.ts';
import type { RackFile, RackFileFormat, RackImport } from '@tuskar/contract/rack-file.ts';
import type { DbTransaction } from '../../../platform/database/connect.ts';
import { announceRacks } from '../announce.ts';
import type { Asked, RackDeps } from '../deps.ts';
import {
  applyPlacements,
  applyRacks,
  applyReservations,
  removeGone,
  type WantedReservation,
} from './apply-contents.ts';
import { applyLocations, applySites } from './apply-places.ts';
import { formatOf } from './document.ts';
import { importError, type ImportProblem } from './problem.ts';
import { readRackFile } from './read-file.ts';
import { Tally } from './tally.ts';

/** What there should be, and what is wrong with it by itself. */
export type Wanted = {
  /** As problems name it: the file, or the address of NetBox. */
  source: string;
  file: Omit<RackFile, 'reservations'> & { reservations: WantedReservation[] };
  /** Reservations whose source begins so are removed where they are not wanted any more. */
  sourcePrefix?: string;
  problems: ImportProblem[];
  /** Titles of items that are wrong: 'rack r1'. */
  broken: Iterable<string>;
  warnings: string[];
};

export function wantedOfFile(given: {
  name: string;
  format?: RackFileFormat | undefined;
  text: string;
}): Wanted {
  const format = given.format ?? formatOf(given.name);
  if (format === undefined) {
    throw new TuskarError(
      'invalid-request',
      `The name ${given.name} does not say which format the file has.`,
      {
        remedy: 'Give the format, or a name that ends in .csv, .json or .yaml.',
      },
    );
  }
  return { source: given.name, warnings: [], ...readRackFile(given.text, format) };
}

/**
 * Makes what there is equal to what is wanted, in one transaction, or does nothing. A dry run does the same and takes it
 * back, so that what it foretells is what happens. @throws rack-import-invalid
 */
export async function importRacks(
  { db, events }: RackDeps,
  wanted: Wanted,
  { dryRun, ...asked }: Asked & { dryRun: boolean },
): Promise<RackImport> {
  const tally = new Tally(wanted);
  const rehearsed = new Error('the dry run is over');
  try {
    await db.transaction().execute(async (tx) => {
      await apply(tx, events, { wanted, tally, asked });
      if (tally.problems.length > 0) throw importError(wanted.source, tally.problems);
      if (dryRun) throw rehearsed;
    });
  } catch (error) {
    if (error !== rehearsed) throw error;
  }
  const { created, changed, removed, unchanged } = tally;
  return { dryRun, created, changed, removed, unchanged, warnings: wanted.warnings };
}

async function apply(
  tx: DbTransaction,
  events: RackDeps['events'],
  { wanted, tally, asked }: { wanted: Wanted; tally: Tally; asked: Asked },
): Promise<void> {
  const { file, sourcePrefix } = wanted;
  await applySites(tx, events, { wanted: file.sites, tally });
  await applyLocations(tx, events, { wanted: file.locations, tally });
  const racks = await applyRacks(tx, events, { wanted: file.racks, tally });
  if (sourcePrefix !== undefined) {
    const gone = { prefix: sourcePrefix, wanted: file.reservations, tally };
    racks.push(...(await removeGone(tx, gone)));
  }
  // A reservation may want units that a machine leaves by this import; it is tried again after the machines.
  const first = await applyReservations(tx, file.reservations, { tally, asked, last: false });
  racks.push(...(await applyPlacements(tx, events, { wanted: file.placements, tally, asked })));
  const second = await applyReservations(tx, first.later, { tally, asked, last: true });
  await announceRacks(tx, events, [...racks, ...first.racks, ...second.racks]);
}
