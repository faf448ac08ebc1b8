import { TuskarError } from '@tuskar/contract/error.ts';
import type { Bmc } from '@tuskar/contract/machine.ts';
import type { Secrets } from '../security/secrets.ts';
import type { RedfishAccess } from './redfish/client.ts';
import type { MachineRow } from './tables.ts';

/** Under the machine's id, which never comes again, not under its name, which may. */
const prefix = ({ id }: { id: string }) => `machine/${id}/`;
export const bmcSecret = (machine: { id: string }) => `${prefix(machine)}bmc`;
/** A password that a BMC is being given: kept before it is sent, so that no crash locks anybody out. */
export const nextBmcSecret = (machine: { id: string }) => `${prefix(machine)}bmc-next`;

export async function forgetBmcSecrets(secrets: Secrets, machine: { id: string }): Promise<void> {
  await secrets.forget(prefix(machine));
}

/** The BMC as the bare-metal service is told. */
export async function bmcWithPassword(
  secrets: Secrets,
  row: MachineRow,
): Promise<Bmc & { password: string | null }> {
  return { ...bmcOfRow(row), password: (await secrets.newest(bmcSecret(row))) ?? null };
}

export function bmcOfRow(row: MachineRow): Bmc {
  return {
    protocol: row.bmc_protocol,
    address: row.bmc_address,
    port: row.bmc_port,
    systemId: row.bmc_system_id,
    user: row.bmc_user,
    verifyCa: row.bmc_verify_ca,
  };
}

/** How Tuskar itself reaches the BMC. @throws bmc-no-redfish, bmc-password-missing */
export async function redfishAccess(secrets: Secrets, row: MachineRow): Promise<RedfishAccess> {
  const { protocol, address, user, verifyCa, password } = await bmcWithPassword(secrets, row);
  const context = { machine: row.name };
  if (!speaksRedfish(row)) {
    throw new TuskarError('bmc-no-redfish', `The BMC of ${row.name} is reached by ${protocol}.`, { context });
  }
  if (user === null || password === null) {
    throw new TuskarError(
      'bmc-password-missing',
      `No user and password of the BMC of ${row.name} is known.`,
      {
        context,
      },
    );
  }
  return { address, user, password, verifyCa };
}

export function speaksRedfish({ bmc_protocol }: MachineRow): boolean {
  return bmc_protocol === 'redfish' || bmc_protocol === 'idrac';
}
