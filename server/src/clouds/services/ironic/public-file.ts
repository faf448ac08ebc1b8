import type { Item } from '@tuskar/contract/part.ts';

/** A file of the undercloud that everybody may read. */
export function publicFile(id: string, path: string, content: string): Item {
  return { kind: 'file', id, path, owner: 'root', group: 'root', mode: '0644', content };
}
