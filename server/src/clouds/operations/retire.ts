import type { Item } from '@tuskar/contract/part.ts';
import type { HostChange } from '../blueprint/diff.ts';
import { removedItems } from './removed-items.ts';
import { teardownItems } from './teardown.ts';

/** What is to be taken off a host: all of the cloud where the host leaves it, else what its blueprint has lost. */
export function itemsToRetire(change: HostChange): Item[] {
  if (change.after !== undefined) return removedItems(change);
  return change.before === undefined ? [] : teardownItems([change.before]);
}
