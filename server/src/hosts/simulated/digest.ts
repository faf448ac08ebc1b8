import { createHash } from 'node:crypto';
import type { Item } from '@tuskar/contract/part.ts';

/** What does not change what an item leaves behind on the host. */
const WITHOUT_EFFECT = new Set(['id', 'title', 'after', 'sensitive', 'timeoutSeconds', 'retry', 'guard']);

/** A digest of what the items ask for, whatever their order and ids. */
export function digestOf(items: Item[]): string {
  const digests = items.map((item) => {
    const asked = Object.entries(item).filter(([key]) => !WITHOUT_EFFECT.has(key));
    return sha256(JSON.stringify(asked.sort(([a], [b]) => (a < b ? -1 : 1))));
  });
  return sha256(digests.sort().join(''));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
