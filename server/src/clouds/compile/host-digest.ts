import type { CompiledItem } from './compiled.ts';
import { digestOfText } from './digest.ts';

const longText = 4096;

function shortened(entry: CompiledItem, known: Map<string, string>): unknown {
  if (entry.item.kind !== 'file' || entry.item.content.length < longText) return entry;
  const { content } = entry.item;
  const digest = known.get(content) ?? digestOfText(content);
  known.set(content, digest);
  return { ...entry, item: { ...entry.item, content: digest } };
}

/**
 * Digest of a host's items, with keys in the order they have: canonical form costs too much for thousands of hosts. A
 * long text that many hosts share, such as the list of them all, is digested once for each `known`.
 */
export function hostDigest(items: CompiledItem[], known: Map<string, string>): string {
  return digestOfText(JSON.stringify(items.map((entry) => shortened(entry, known))));
}
