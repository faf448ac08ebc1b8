import type { Intent } from '@tuskar/contract/intent.ts';

type Networks = Intent['networks'];

/** A network that a cloud of OpenStack has: an intent without it is refused before anything asks. */
export function networkOf<Name extends 'tunnel' | 'external'>(
  { networks }: Pick<Intent, 'networks'>,
  name: Name,
): NonNullable<Networks[Name]> {
  const network = networks[name];
  if (network === undefined) throw new Error(`the intent has no ${name} network`);
  return network;
}
