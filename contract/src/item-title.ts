import type { Item, UnitItem, WaitItem } from './part.ts';

const LONGEST = 100;

/** What a person reads for an item: its own title, else its kind and subject. */
export function itemTitle(item: Item): string {
  return item.title ?? shorten(madeTitle(item));
}

function madeTitle(item: Item): string {
  switch (item.kind) {
    case 'file':
      return `Write ${item.path}`;
    case 'link':
      return `Link ${item.path} to ${item.target}`;
    case 'directory':
      return `Make directory ${item.path}`;
    case 'absent':
      return `Remove ${item.path}`;
    case 'package':
      return `Install ${item.names.join(', ')}`;
    case 'unit':
      return unitTitle(item);
    case 'command':
      return `Run ${item.argv.join(' ')}`;
    default:
      return `Wait for ${waitSubject(item)}`;
  }
}

function unitTitle({ unit, state, masked }: UnitItem): string {
  if (masked) return `Mask ${unit}`;
  return state === 'started' ? `Start ${unit}` : `Stop ${unit}`;
}

function waitSubject({ for: subject }: WaitItem): string {
  if ('tcp' in subject) return `${subject.tcp.host}:${subject.tcp.port}`;
  if ('http' in subject) return subject.http.url;
  if ('unit' in subject) return subject.unit;
  return subject.succeeds.join(' ');
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
