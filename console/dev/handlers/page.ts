/** A page of a list, as the API cuts it: the cursor is where the next one begins. */
export function pageOf<Item>(items: Item[], query: { limit: number; cursor?: string | undefined }) {
  const from = Number(query.cursor ?? 0);
  const end = from + query.limit;
  return { items: items.slice(from, end), nextCursor: end < items.length ? String(end) : null };
}
