import type { Item, ItemKind } from '@tuskar/contract/part.ts';
import { redactSecrets } from './secret-token.ts';

const commandLength = 120;

type Titles = { [Kind in ItemKind]: (item: Extract<Item, { kind: Kind }>) => string };

const titles: Titles = {
  file: (item) => item.path,
  link: (item) => item.path,
  directory: (item) => item.path,
  absent: (item) => `Remove ${item.path}`,
  package: (item) => `Packages ${item.names.join(', ')}`,
  unit: (item) => item.unit,
  command: (item) => redactSecrets(item.argv.join(' ')).slice(0, commandLength),
  wait: ({ for: thing }) => {
    if ('tcp' in thing) return `Wait for ${thing.tcp.host}:${thing.tcp.port}`;
    if ('http' in thing) return `Wait for ${thing.http.url}`;
    return `Wait for ${'unit' in thing ? thing.unit : thing.succeeds.join(' ')}`;
  },
};

/** What a person reads for an item: its own title, or what it is about. */
export function titleOf(item: Item): string {
  return item.title ?? (titles[item.kind] as (item: Item) => string)(item);
}
