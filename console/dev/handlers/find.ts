import { TuskarError } from '@tuskar/contract/error.ts';
import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';

export function findOr<Item>(items: Item[], code: ErrorCode, which: (item: Item) => boolean): Item {
  const found = items.find(which);
  if (found === undefined) throw new TuskarError(code, 'There is none of that name.');
  return found;
}
