import type { Neighbour } from '@tuskar/contract/inventory.ts';

/** TLV types of IEEE 802.1AB, clause 8.4. */
const portId = 2;
const portDescription = 4;
const systemName = 5;

/** Port id subtypes whose value is text: interface alias, interface name, locally assigned. */
const textualPorts = new Set([1, 5, 7]);

/** Reads what a switch announced, from pairs of TLV type and value in hexadecimal; null where it said nothing of use. */
export function readLldp(tlvs: [number, string][]): Neighbour | null {
  const neighbour: Neighbour = { system: null, port: null, description: null };
  for (const [type, hex] of tlvs) {
    if (!/^([0-9a-f]{2})+$/i.test(hex)) continue;
    const bytes = Buffer.from(hex, 'hex');
    if (type === portId) neighbour.port = readPort(bytes);
    else if (type === portDescription) neighbour.description = readText(bytes);
    else if (type === systemName) neighbour.system = readText(bytes);
  }
  return neighbour.system === null && neighbour.port === null ? null : neighbour;
}

function readPort(bytes: Buffer): string | null {
  const [subtype, ...rest] = bytes;
  if (subtype === undefined || rest.length === 0) return null;
  if (textualPorts.has(subtype)) return readText(Buffer.from(rest));
  return rest.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function readText(bytes: Buffer): string | null {
  const text = bytes
    .toString('utf8')
    .replaceAll(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim();
  return text === '' ? null : text.slice(0, 255);
}
