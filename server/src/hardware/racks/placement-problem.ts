import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import type { Placement } from '@tuskar/contract/rack-placement.ts';
import type { Rack } from '@tuskar/contract/rack.ts';

/** Why a machine cannot be where it is wanted. */
export type PlacementProblem = {
  machine: string;
  field: 'machine' | 'rack' | 'unit';
  code: ErrorCode;
  reason: string;
};

export function unknownMachine(machine: string): PlacementProblem {
  return { machine, field: 'machine', code: 'machine-not-found', reason: `there is no machine ${machine}` };
}

export function unknownRack({ machine, rack }: Placement): PlacementProblem {
  return { machine, field: 'rack', code: 'rack-not-found', reason: `there is no rack ${rack}` };
}

/** Machines that are named more than once. */
export function repeated(names: string[]): PlacementProblem[] {
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((machine) => ({
    machine,
    field: 'machine',
    code: 'invalid-request',
    reason: 'it is named more than once, and can only be in one place',
  }));
}

/** All that stands against the placements, in one error with the code of the first. */
export function placementError(problems: PlacementProblem[]): TuskarError {
  const lines = problems.map(({ machine, reason }) => `${machine}: ${reason}`);
  const first = problems[0];
  if (first === undefined) throw new Error('an error without a problem');
  const message =
    problems.length === 1
      ? `The machine ${first.machine} cannot be placed: ${first.reason}.`
      : `${problems.length} machines cannot be placed, and none was moved.`;
  return new TuskarError(first.code, message, {
    context: {
      problems: problems.length === 1 ? [] : lines,
      machines: problems.map(({ machine }) => machine),
    },
  });
}

/** What a person should know of a rack's limits; they are no reason to refuse, since the cable is in their hand. */
export function overload({ name, summary: { powerWatts, weightKg } }: Rack): string[] {
  return [
    ...over(powerWatts, (known, limit) => `the rack ${name} draws up to ${known} W of its ${limit} W`),
    ...over(weightKg, (known, limit) => `the rack ${name} carries ${known} kg of its ${limit} kg`),
  ];
}

function over(
  { limit, known }: { limit: number | null; known: number },
  says: (known: number, limit: number) => string,
): string[] {
  return limit !== null && known > limit ? [says(known, limit)] : [];
}
