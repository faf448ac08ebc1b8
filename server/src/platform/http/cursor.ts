import { TuskarError } from '@tuskar/contract/error.ts';

/** Where a page ended, in a form that callers only hand back. */
export function formatCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** The key that a page ended with, where it is of the form that the list's keys have. Error: 'invalid-request'. */
export function parseCursor(cursor: string | undefined, form: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (form.test(key)) return key;
  throw new TuskarError('invalid-request', 'The cursor is not one that this list gave.');
}

/** A page from rows of which one more was read than is shown: that there is one says that there is a next page. */
export function pageOfRows<Item>(
  rows: Item[],
  limit: number,
  keyOf: (item: Item) => string,
): { items: Item[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? formatCursor(keyOf(last)) : null };
}
