import type { Item } from '@tuskar/contract/part.ts';
import { canonicalJson } from './digest.ts';

/** What does not change what an item leaves behind on its host; the converge program has the same list. */
const withoutEffect = new Set(['id', 'title', 'after', 'sensitive', 'timeoutSeconds', 'retry', 'guard']);

/** Equal for two items where converging the one after the other changes nothing. */
export function effectOf(item: Item): string {
  return canonicalJson(Object.fromEntries(Object.entries(item).filter(([key]) => !withoutEffect.has(key))));
}
