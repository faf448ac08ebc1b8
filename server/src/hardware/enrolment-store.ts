import { TuskarError } from '@tuskar/contract/error.ts';
import type { Bmc } from '@tuskar/contract/machine.ts';
import { sql } from 'kysely';
import type { Db, DbTransaction } from '../platform/database/connect.ts';

export type Identity = { name: string; id: string; bmc: Bmc; macs: string[]; serial: string | null };

/** One at a time over all processes, or two could each find an address free. */
export async function lockEnrolment(tx: DbTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('machine/enrolment', 0))`.execute(tx);
}

/**
 * That no other machine has its name, BMC, MAC addresses or serial number. Retired ones have left theirs free.
 * @throws machine-exists, machine-bmc-taken, machine-mac-taken, machine-serial-taken
 */
export async function refuseTaken(db: Db, given: Identity): Promise<void> {
  const { name, id, bmc, macs, serial } = given;
  const others = () => db.selectFrom('machine').select(['name', 'macs']).where('state', '<>', 'retired');
  const named = await db
    .selectFrom('machine')
    .select('state')
    .where((is) => is.or([is('name', '=', name), is('id', '=', id)]))
    .executeTakeFirst();
  if (named !== undefined) {
    const state = named.state === 'enrolling' ? `; go on with: tuskar machine enrol-again ${name}` : '';
    throw new TuskarError(
      'machine-exists',
      `There is a machine ${name} already: it is ${named.state}${state}.`,
      {
        context: { machine: name },
      },
    );
  }
  await refuseBmcTaken(db, { bmc, except: name });
  const byMac =
    macs.length === 0
      ? undefined
      : await others()
          .where(sql<boolean>`macs && ${macs}::text[]`)
          .executeTakeFirst();
  if (byMac !== undefined) {
    const mac = macs.find((one) => byMac.macs.includes(one)) ?? '';
    throw taken('machine-mac-taken', `The MAC address ${mac}`, byMac.name);
  }
  const bySerial =
    serial === null ? undefined : await others().where('serial', '=', serial).executeTakeFirst();
  if (bySerial !== undefined)
    throw taken('machine-serial-taken', `The serial number ${serial}`, bySerial.name);
}

/** @throws machine-bmc-taken */
export async function refuseBmcTaken(db: Db, { bmc, except }: { bmc: Bmc; except: string }): Promise<void> {
  if (bmc.protocol === 'manual') return;
  const other = await db
    .selectFrom('machine')
    .select('name')
    .where('state', '<>', 'retired')
    .where('name', '<>', except)
    .where(sameBmc(bmc))
    .executeTakeFirst();
  if (other !== undefined) throw taken('machine-bmc-taken', `The BMC ${describeBmc(bmc)}`, other.name);
}

/** As the unique index has it. */
export function sameBmc({ address, port, systemId }: Bmc) {
  return sql<boolean>`(bmc_address, coalesce(bmc_port, 0), coalesce(bmc_system_id, ''))
    = (${address}, ${port ?? 0}, ${systemId ?? ''}) AND bmc_protocol <> 'manual'`;
}

function taken(
  code: 'machine-bmc-taken' | 'machine-mac-taken' | 'machine-serial-taken',
  what: string,
  machine: string,
): TuskarError {
  return new TuskarError(code, `${what} is that of the machine ${machine}.`, { context: { machine } });
}

function describeBmc({ address, port, systemId }: Bmc): string {
  return `${address}${port === null ? '' : `:${port}`}${systemId === null ? '' : ` ${systemId}`}`;
}
