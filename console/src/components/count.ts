const grouped = new Intl.NumberFormat('en');

/** '10,000'. */
export function formatCount(count: number): string {
  return grouped.format(count);
}

/** '1 host', '10,000 hosts'. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
