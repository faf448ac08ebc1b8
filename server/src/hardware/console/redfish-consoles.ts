import type { ConsoleWay } from '@tuskar/contract/machine-console.ts';
import { isTuskarError } from '@tuskar/contract/error.ts';
import type { Redfish } from '../redfish/client.ts';
import { type ConsoleService, type HostSerialConsole, ManagerConsoles, SystemConsoles } from './schema.ts';
import { commandOf, type ReachedBmc, webPage } from './use.ts';

/** What the BMC says of the ways to its machine. What the system itself says is newer than what its manager does. */
export async function readConsoles(
  redfish: Redfish,
  { systemId, bmc }: { systemId: string; bmc: ReachedBmc },
): Promise<ConsoleWay[]> {
  const system = await redfish.get(systemId, SystemConsoles);
  const { Lab: isLab = false, Simulated: isSimulated = false } = system.Oem?.Tuskar ?? {};
  const told = [
    ...serialWays(system.SerialConsole, bmc),
    ...serviceWays('graphical', system.GraphicalConsole, bmc),
  ];
  const managed: ConsoleWay[] = [];
  for (const { '@odata.id': path } of system.Links?.ManagedBy ?? []) {
    const manager = await redfish.get(path, ManagerConsoles).catch(absent);
    managed.push(
      ...serviceWays('graphical', manager?.GraphicalConsole, bmc),
      ...serviceWays('serial', manager?.SerialConsole, bmc),
      ...serviceWays('shell', manager?.CommandShell, bmc),
    );
  }
  const older = managed.filter(({ kind }) => !told.some((way) => way.kind === kind));
  // The lab's BMC has no page; of a machine that is only pretended nothing is ever shown.
  const others = !isLab ? [webPage(bmc)] : isSimulated ? [] : [labWay(system.HostName)];
  return [...others, ...told, ...older];
}

function serialWays(console: HostSerialConsole, bmc: ReachedBmc): ConsoleWay[] {
  const { MaxConcurrentSessions: sessions = null, ...protocols } = console ?? {};
  return Object.entries(protocols).flatMap(([connectType, protocol]): ConsoleWay[] => {
    if (protocol === undefined) return [];
    const enabled = protocol.ServiceEnabled ?? null;
    const use = protocol.ConsoleURI ?? commandOf(connectType, { bmc, ...portOf(protocol.Port) });
    const entry = protocol.ConsoleEntryCommand;
    const then = use !== null && entry !== undefined && entry !== '' ? `${use}, then: ${entry}` : use;
    return [{ kind: 'serial', by: 'bmc', enabled, connectType, sessions, use: then }];
  });
}

const portOf = (port: number | undefined) => (port === undefined ? {} : { port });

function serviceWays(kind: ConsoleWay['kind'], service: ConsoleService, bmc: ReachedBmc): ConsoleWay[] {
  if (service === undefined) return [];
  const { ServiceEnabled, MaxConcurrentSessions: sessions = null, ConnectTypesSupported: types } = service;
  const enabled = ServiceEnabled ?? null;
  // One that takes no connection of any kind is there in name only.
  if (types.length === 0 && enabled !== true) return [];
  const way = (connectType: string | null): ConsoleWay => ({
    kind,
    by: 'bmc',
    enabled,
    connectType,
    sessions,
    use: kind === 'graphical' ? webPage(bmc).use : commandOf(connectType, { bmc, isShell: kind === 'shell' }),
  });
  return types.length === 0 ? [way(null)] : types.map(way);
}

function labWay(machine: string | undefined): ConsoleWay {
  const use = `tuskar lab machine console ${machine ?? '<name>'}`;
  return { kind: 'serial', by: 'lab', enabled: true, connectType: null, sessions: null, use };
}

/** A BMC that names a manager and has none. */
function absent(error: unknown): undefined {
  if (isTuskarError(error, 'bmc-missing') || isTuskarError(error, 'bmc-answer')) return undefined;
  throw error;
}
