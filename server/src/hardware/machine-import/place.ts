import type { ImportedMachine } from '@tuskar/contract/machine-import.ts';

const unitForm = /\b(?:u|ru|unit|slot)\s*[-#:]?\s*(\d{1,2})\b/i;
const rackForm = /\brack\s*[-#:]?\s*([a-z0-9][\w.-]*)/i;
/** 'R1', 'R-07': a word by itself. */
const shortRack = /^r[-_]?(\d+[a-z]?)$/i;

/**
 * Where people say that a machine stands: 'DC1 / R1 / U10', 'Rack A - Unit 22/24', 'rack12 u07'. The lowest unit where
 * there are several. Null where it says nothing of a rack.
 */
export function placeOf(text: string | null): ImportedMachine['place'] {
  if (text === null) return null;
  const parts = text.split(/\s*[/,;|]\s*|\s+-\s+/).map((part) => part.trim());
  const rackPart = parts.findIndex((part) => rackForm.test(part) || shortRack.test(part));
  const rack = rackPart === -1 ? null : rackName(parts[rackPart] ?? '');
  if (rack === null) return null;
  const unit = unitForm.exec(text)?.[1];
  const [first] = parts;
  const site = rackPart > 0 && first !== undefined && first !== '' ? first : null;
  return { site, rack, unit: unit === undefined || Number(unit) === 0 ? null : Number(unit) };
}

function rackName(part: string): string | null {
  if (shortRack.test(part)) return part;
  const name = rackForm.exec(part)?.[1];
  return name === undefined || unitForm.test(name) ? null : name;
}
