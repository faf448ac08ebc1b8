import { z } from 'zod';

// What a BMC says of its consoles. What cannot be read is as if it were not there.

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const number = z.number().int().optional().catch(undefined);

/** Of a manager; deprecated there, and what most BMCs still have: https://redfish.dmtf.org/schemas/v1/Manager.json */
export const ConsoleService = z
  .object({
    ServiceEnabled: flag,
    MaxConcurrentSessions: number,
    ConnectTypesSupported: z.array(z.string()).catch([]).default([]),
  })
  .optional()
  .catch(undefined);
export type ConsoleService = z.infer<typeof ConsoleService>;

const SerialProtocol = z
  .object({ ServiceEnabled: flag, Port: number, ConsoleEntryCommand: text, ConsoleURI: text })
  .optional()
  .catch(undefined);
export type SerialProtocol = z.infer<typeof SerialProtocol>;

/** https://redfish.dmtf.org/schemas/v1/ComputerSystem.json: HostSerialConsole */
export const HostSerialConsole = z
  .object({
    MaxConcurrentSessions: number,
    SSH: SerialProtocol,
    Telnet: SerialProtocol,
    IPMI: SerialProtocol,
    WebSocket: SerialProtocol,
  })
  .optional()
  .catch(undefined);
export type HostSerialConsole = z.infer<typeof HostSerialConsole>;

export const SystemConsoles = z.object({
  HostName: text,
  SerialConsole: HostSerialConsole,
  GraphicalConsole: ConsoleService,
  Links: z
    .object({ ManagedBy: z.array(z.object({ '@odata.id': z.string() })).catch([]) })
    .optional()
    .catch(undefined),
  Oem: z
    .object({ Tuskar: z.object({ Lab: flag, Simulated: flag }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});
export type SystemConsoles = z.infer<typeof SystemConsoles>;

export const ManagerConsoles = z.object({
  GraphicalConsole: ConsoleService,
  SerialConsole: ConsoleService,
  CommandShell: ConsoleService,
});
export type ManagerConsoles = z.infer<typeof ManagerConsoles>;
