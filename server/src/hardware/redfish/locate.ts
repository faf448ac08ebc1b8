import type { Redfish } from './client.ts';
import { ComputerSystem } from './schema.ts';

/** Lights the lamp by which a person finds the machine, or puts it out. @throws bmc-missing where there is none */
export async function setLocator(
  redfish: Redfish,
  { systemId, lit }: { systemId: string; lit: boolean },
): Promise<void> {
  const system = await redfish.get(systemId, ComputerSystem);
  // The newer property replaces the older: https://redfish.dmtf.org/schemas/v1/ComputerSystem.json
  const body =
    system.LocationIndicatorActive === undefined && system.IndicatorLED !== undefined
      ? { IndicatorLED: lit ? 'Blinking' : 'Off' }
      : { LocationIndicatorActive: lit };
  await redfish.patch(systemId, body);
}
