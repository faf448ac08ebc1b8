/** A change of what a list is narrowed down by; undefined takes a part of it away. */
export type SearchChange<Search> = { [Key in keyof Search]: Search[Key] | undefined };

/** A search as the address bar has it: what is undefined is not in it. */
export function withChange<Search extends object>(search: Search, change: SearchChange<Search>): Search {
  const entries = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Search;
}
