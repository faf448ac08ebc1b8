import { isTuskarError } from '@tuskar/contract/error.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import type { Logger } from '../../platform/log/logger.ts';
import { requireAction } from '../machine-actions.ts';
import { moveMachine } from '../machine-transition.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { MachineRow } from '../tables.ts';
import type { EraseDeps } from './deps.ts';
import { releaseNode } from './release-node.ts';

/** Says why a machine may be retired; the database retires none without it. */
export async function recordRetirement(
  tx: DbTransaction,
  row: MachineRow,
  because: { by: string; certificate: string | null; reason: string | null },
): Promise<void> {
  const { by, certificate, reason } = because;
  await tx
    .insertInto('machine_retirement')
    .values({ machine_id: row.id, machine: row.name, certificate, retired_by: by, reason })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Retires a machine that was not erased, for a person's reason. @throws machine-state */
export async function retireUnerased(
  deps: Pick<EraseDeps, 'db' | 'events' | 'bareMetalOf'> & { log: Logger },
  { machine, by, reason }: { machine: string; by: string; reason: string },
): Promise<MachineRow> {
  const { db, events, log } = deps;
  requireAction(await getMachine(db, machine), 'retire-unerased');
  const retired = await db.transaction().execute(async (tx) => {
    const row = await lockMachine(tx, machine);
    await recordRetirement(tx, row, { by, certificate: null, reason });
    return await moveMachine(tx, events, {
      name: machine,
      action: 'retire-unerased',
      reason: `${by}, unerased: ${reason}`,
      // Nobody looks at it any more.
      set: { power: 'unknown' },
    });
  });
  // A machine that burnt down may have no service any more that knows it; that is no reason to keep it.
  await deps
    .bareMetalOf(retired.provider)
    .then((bareMetal) => releaseNode(bareMetal, retired.id))
    .catch((err: unknown) => {
      if (!isTuskarError(err)) throw err;
      log.warn({ err, machine }, 'a retired machine is still known to the bare-metal service');
    });
  return retired;
}
