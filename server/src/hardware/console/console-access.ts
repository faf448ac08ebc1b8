import { isTuskarError } from '@tuskar/contract/error.ts';
import type { ConsoleAccess, ConsoleWay } from '@tuskar/contract/machine-console.ts';
import type { Secrets } from '../../security/secrets.ts';
import type { BareMetalOf } from '../bare-metal.ts';
import { redfishAccess, speaksRedfish } from '../bmc-secret.ts';
import { createRedfish } from '../redfish/client.ts';
import { findSystem } from '../redfish/systems.ts';
import type { MachineRow } from '../tables.ts';
import { readConsoles } from './redfish-consoles.ts';
import { commandOf, webPage } from './use.ts';

export type ConsoleDeps = { secrets: Secrets; bareMetalOf: BareMetalOf };

/** All ways to the console of a machine that anybody tells of. Who does not answer is named, and hides no other. */
export async function consoleAccess(deps: ConsoleDeps, row: MachineRow): Promise<ConsoleAccess> {
  if (row.provider === 'simulated')
    return { ways: [], unread: ['It is simulated: there is nothing to see.'] };
  const unread: string[] = [];
  const told = async (asked: Promise<ConsoleWay[]>, otherwise: ConsoleWay[]): Promise<ConsoleWay[]> => {
    try {
      return await asked;
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      unread.push(error.message);
      return otherwise;
    }
  };
  const [atBmc, atService] = await Promise.all([
    // Its page may well answer where its Redfish does not.
    told(waysAtBmc(deps, row), [webPage(bmcOf(row))]),
    told(waysAtService(deps, row), []),
  ]);
  return { ways: [...atBmc, ...atService], unread };
}

const bmcOf = ({ bmc_address, bmc_user }: MachineRow) => ({ address: bmc_address, user: bmc_user });

async function waysAtBmc({ secrets }: ConsoleDeps, row: MachineRow): Promise<ConsoleWay[]> {
  const bmc = bmcOf(row);
  if (speaksRedfish(row)) {
    const redfish = createRedfish(await redfishAccess(secrets, row));
    return await readConsoles(redfish, { systemId: await findSystem(redfish, row.bmc_system_id), bmc });
  }
  if (row.bmc_protocol === 'manual') return [];
  if (row.bmc_protocol !== 'ipmi') return [webPage(bmc)];
  const use = commandOf('IPMI', { bmc });
  return [
    webPage(bmc),
    { kind: 'serial', by: 'bmc', enabled: null, connectType: 'IPMI', sessions: null, use },
  ];
}

async function waysAtService({ bareMetalOf }: ConsoleDeps, row: MachineRow): Promise<ConsoleWay[]> {
  if (row.node === null) return [];
  const { panel } = await bareMetalOf(row.provider);
  const console = await panel.console(row.node);
  if (console === null) return [];
  const { enabled, type, url } = console;
  const kind = type?.includes('vnc') === true ? 'graphical' : 'serial';
  const use = enabled ? url : `baremetal node console enable ${row.node}`;
  return [{ kind, by: 'bare-metal-service', enabled, connectType: type, sessions: null, use }];
}
