import type { Certificate } from '@tuskar/contract/certificate.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { EraseGoal } from '@tuskar/contract/machine-erase.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { showOperation } from '../../platform/operations/store.ts';
import { getMachine } from '../store.ts';
import type { EraseDeps } from './deps.ts';
import { inspectedDisks } from './inspected-disks.ts';
import { describeDisk, judgeErasure, type KnownDisk } from './judge.ts';
import { readErasure, type ReadErasure } from './read-erasure.ts';

/**
 * Judges what the agent says that it did, and signs it where nothing is wanting.
 * @throws erase-unproven, erase-incomplete
 */
export async function certifyErasure(
  deps: EraseDeps,
  { machine, goal, run }: { machine: string; goal: EraseGoal; run: string },
  context: StepContext,
): Promise<Certificate> {
  const row = await getMachine(deps.db, machine);
  const bareMetal = await deps.bareMetalOf(row.provider);
  const erasure = readErasure(await bareMetal.records.results(row.id), run);
  if (erasure === undefined) {
    throw new TuskarError(
      'erase-unproven',
      `The disks of ${machine} may be erased, and the bare-metal service has no record of it.`,
      { context: { machine, run } },
    );
  }
  const known = await inspectedDisks(deps, row);
  if (known === undefined) {
    throw new TuskarError(
      'erase-unproven',
      `${machine} was never inspected: nobody knows which disks it had.`,
      { remedy: 'Inspect the machine, then erase it again.', context: { machine } },
    );
  }
  const { disks, problems } = judgeErasure(known, erasure.erasures);
  if (problems.length > 0) throw incomplete(machine, problems, firstBad(known, erasure));
  for (const disk of disks) {
    context.log(
      `${disk.serial ?? disk.wwn ?? disk.place ?? 'a disk'}: ${disk.method}, ${disk.class}, verified by ${disk.verification.samples} samples`,
    );
  }
  for (const { name, serial, reason } of erasure.leftOut) {
    context.log(`${serial ?? name ?? 'something'} was left out: ${reason}`);
  }
  const operation = await showOperation(deps.db, context.operation.id);
  return await deps.certificates.issue({
    machine: row,
    goal,
    operation: {
      id: operation.id,
      requestedBy: operation.requestedBy,
      reason: operation.reason,
      startedAt: erasure.startedAt ?? new Date(operation.startedAt ?? operation.createdAt),
      endedAt: erasure.endedAt ?? new Date(),
    },
    disks,
    leftOut: erasure.leftOut,
    log: erasure.log,
  });
}

function incomplete(machine: string, problems: string[], part: string | undefined): TuskarError {
  return new TuskarError('erase-incomplete', `${machine} is not erased: ${problems.join('; ')}.`, {
    context: { machine, problems, part: part ?? null },
  });
}

function firstBad(known: KnownDisk[], { erasures }: ReadErasure): string | undefined {
  const bad = erasures.find((erasure) => judgeErasure([], [erasure]).problems.length > 0);
  const missing = known.find((disk) => judgeErasure([disk], erasures).problems.length > 0);
  const disk = bad ?? missing;
  return disk === undefined ? undefined : describeDisk(disk);
}
