/** An IPv4 address as a number from 0 to 2³² − 1. */
export function addressNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

export type Ipv4Range = { first: number; last: number };

/** First and last address of a network; host bits in the prefix are ignored. */
export function rangeOf(cidr: string): Ipv4Range {
  const [address = '', bits = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(addressNumber(address) / size) * size;
  return { first, last: first + size - 1 };
}

export function contains(range: Ipv4Range, address: string): boolean {
  const number = addressNumber(address);
  return number >= range.first && number <= range.last;
}

export function overlap(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether the prefix has host bits set: 10.0.0.1/24. */
export function hasHostBits(cidr: string): boolean {
  return addressNumber(cidr.split('/')[0] ?? '') !== rangeOf(cidr).first;
}
