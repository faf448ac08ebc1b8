import type { Redfish } from './client.ts';
import { ComputerSystem } from './schema.ts';

/**
 * Whether the lamp is lit by which a person finds the machine; null: the BMC does not say. Of the older property only
 * 'Blinking' is that: with some vendors 'Lit' is how it always is.
 */
export async function readLocator(redfish: Redfish, systemId: string): Promise<boolean | null> {
  const { LocationIndicatorActive, IndicatorLED } = await redfish.get(systemId, ComputerSystem);
  if (LocationIndicatorActive !== undefined) return LocationIndicatorActive;
  return IndicatorLED === undefined ? null : IndicatorLED === 'Blinking';
}

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
