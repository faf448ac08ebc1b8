import { TuskarError } from '@tuskar/contract/error.ts';
import type { CommandItem, Item, Part } from '@tuskar/contract/part.ts';
import type { SecretLookup } from '../converger.ts';

const TOKEN = /⟦secret:([^⟦⟧]+)⟧/gu;

/** A part ready to be sent. It must not be stored or logged. */
export type OpenedPart = { part: Part; secrets: string[] };

/**
 * Puts secrets in the place of their tokens: in a file's content, and a command's input and environment. Nowhere else,
 * since arguments and paths are seen by everyone on the host.
 *
 * @throws part-invalid where a token stands elsewhere; what `lookup` throws
 */
export async function openSecrets(part: Part, lookup: SecretLookup): Promise<OpenedPart> {
  const secrets = new Map<string, string>();
  for (const token of tokensOf(part)) secrets.set(token, await lookup(token));
  const fill = (text: string) => text.replaceAll(TOKEN, (_, token: string) => secrets.get(token) ?? '');
  const items = part.items.map((item) => fillItem(item, fill));
  const misplaced = items.find((item) => tokensOf(item).size > 0);
  if (misplaced) {
    const message = `${misplaced.id}: a secret may stand in content, stdin and env only, not where everyone on the host sees it`;
    throw new TuskarError('part-invalid', message, { context: { host: part.host, item: misplaced.id } });
  }
  return { part: { ...part, items }, secrets: [...secrets.values()] };
}

function tokensOf(value: Part | Item): Set<string> {
  const text = JSON.stringify(value);
  return new Set(Array.from(text.matchAll(TOKEN), ([, token]) => token ?? ''));
}

function fillItem(item: Item, fill: (text: string) => string): Item {
  if (item.kind === 'command') return fillCommand(item, fill);
  if (item.kind !== 'file') return item;
  const content = fill(item.content);
  return content === item.content ? item : { ...item, content, sensitive: true };
}

function fillCommand(item: CommandItem, fill: (text: string) => string): CommandItem {
  const filled = { ...item };
  if (item.stdin !== undefined) filled.stdin = fill(item.stdin);
  if (item.env) {
    filled.env = Object.fromEntries(Object.entries(item.env).map(([name, value]) => [name, fill(value)]));
  }
  return filled;
}
