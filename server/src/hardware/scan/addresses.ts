import { TuskarError } from '@tuskar/contract/error.ts';

/** IPv4 addresses as numbers, both ends in it. */
export type AddressRange = { first: number; last: number };

/** An address, 'first-last', or a network. Error: 'invalid-request'. */
export function parseRange(text: string): AddressRange {
  const [network = '', length, ...more] = text.trim().split('/');
  if (more.length > 0) throw invalid(text);
  if (length !== undefined) {
    if (!/^\d{1,2}$/.test(length) || Number(length) > 32) throw invalid(text);
    const size = 2 ** (32 - Number(length));
    const first = Math.floor(toNumber(network, text) / size) * size;
    return { first, last: first + size - 1 };
  }
  const [from = '', to = from, ...others] = network.split('-').map((part) => part.trim());
  if (others.length > 0) throw invalid(text);
  const range = { first: toNumber(from, text), last: toNumber(to, text) };
  if (range.last < range.first) throw invalid(text);
  return range;
}

export function formatAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

/** '198.18.48.0/24' of any address in it. Error: 'invalid-request'. */
export function networkOf(text: string): string {
  const { first, last } = parseRange(text);
  const length = 32 - Math.log2(last - first + 1);
  if (!Number.isInteger(length) || first % (last - first + 1) !== 0) throw invalid(text);
  return `${formatAddress(first)}/${length}`;
}

export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  return inner.first >= outer.first && inner.last <= outer.last;
}

function toNumber(address: string, text: string): number {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (parts === undefined || parts.some((part) => part > 255)) throw invalid(text);
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function invalid(text: string): TuskarError {
  return new TuskarError('invalid-request', `'${text}' is no range of IPv4 addresses.`, {
    remedy: "Give an address, 'first-last', or a network such as '198.18.48.0/24'.",
  });
}
