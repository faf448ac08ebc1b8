import type { Item } from '@tuskar/contract/part.ts';
import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import { redactSecrets, secretsIn } from '../compile/secret-token.ts';

const contextLines = 3;

/** Secrets in the new text whose value differs from the one in the old text. */
function changedSecrets(before: string, after: string): string[] {
  const old = new Map(secretsIn(before).map(({ name, version }) => [name, version]));
  const names = secretsIn(after)
    .filter(({ name, version }) => old.has(name) && old.get(name) !== version)
    .map(({ name }) => name);
  return [...new Set(names)];
}

function nameOf(item: Item): string {
  if (item.kind === 'file' || item.kind === 'link' || item.kind === 'directory') return item.path;
  return item.id;
}

/** The part of an item that is worth reading line by line; the rest of a file is in `attributes`. */
function body(item: Item | undefined): string {
  if (item === undefined) return '';
  if (item.kind === 'file') return item.content;
  const { id: _id, title: _title, after: _after, kind: _kind, ...rest } = item;
  return stringify(rest, { lineWidth: 0 });
}

function attributes(item: Item): string[] {
  return item.kind === 'file' ? [`owner ${item.owner}:${item.group}`, `mode ${item.mode}`] : [];
}

function attributeLines(before: Item, after: Item): string[] {
  const old = attributes(before);
  return attributes(after).flatMap((line, index) =>
    old[index] === line ? [] : [`-${old[index] ?? ''}`, `+${line}`],
  );
}

/** A unified diff without its two lines of file names where both are the same. */
function textDiff(name: string, { before, after }: { before: string; after: string }): string[] {
  if (before === after) return [];
  const patch = createTwoFilesPatch(name, name, before, after, '', '', { context: contextLines });
  return [patch.replace(/^=+\n/, '').trimEnd()];
}

/**
 * What changes from one item to another, either of them absent. Values of secrets are never in it: a secret shows as
 * `<secret NAME>`, and one that has a new value as a line of its own. Null where there is nothing to read.
 */
export function itemDiff(before: Item | undefined, after: Item | undefined): string | null {
  const item = after ?? before;
  if (item === undefined) return null;
  if ((before === undefined || after === undefined) && item.kind !== 'file' && item.kind !== 'command')
    return null;
  const [old, now] = [body(before), body(after)];
  const lines = [
    ...(before && after ? attributeLines(before, after) : []),
    ...changedSecrets(old, now).map((name) => `secret changed: ${name}`),
    ...textDiff(nameOf(item), { before: redactSecrets(old), after: redactSecrets(now) }),
  ];
  return lines.length === 0 ? null : lines.join('\n');
}
