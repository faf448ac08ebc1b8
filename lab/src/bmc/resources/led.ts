import type { Bmc } from '../bmc.ts';
import type { BmcState } from '../state/schema.ts';

/** The locate light in its old and its new words; system and chassis share it. */
export const shownLed = ({ state }: Bmc) => ({
  IndicatorLED: state.led,
  LocationIndicatorActive: state.led === 'Blinking',
});

export function ledPatch(
  { state }: Bmc,
  patch: { IndicatorLED?: BmcState['led'] | undefined; LocationIndicatorActive?: boolean | undefined },
): void {
  const { IndicatorLED: led, LocationIndicatorActive: isActive } = patch;
  if (led !== undefined) state.led = led;
  if (isActive !== undefined) state.led = isActive ? 'Blinking' : 'Off';
}
