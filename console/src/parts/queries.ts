import type { QueryClient } from '@tanstack/react-query';
import { PartKind } from '@tuskar/contract/inventory.ts';
import { pages } from '../api/pages.ts';
import { query } from '../api/query.ts';

/** What narrows the list of parts, in the page's address. */
export type PartSearch = { search?: string; kind?: PartKind };

export function readPartSearch({ search, kind }: Record<string, unknown>): PartSearch {
  const known = PartKind.safeParse(kind).data;
  return {
    // A serial number of digits alone is a number in the address.
    ...(isGiven(search) ? { search: `${search}` } : {}),
    ...(known === undefined ? {} : { kind: known }),
  };
}

const isGiven = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

export function partPagesQuery(search: PartSearch) {
  return pages('part.list', search);
}

/** Those with this very serial number: one, but where two makers count alike. */
export function partsOfSerialQuery(serial: string) {
  return query('part.list', { query: { search: serial, limit: 500 } });
}

export function withSerial<Found extends { serial: string }>(found: Found[], serial: string): Found[] {
  return found.filter((part) => part.serial.toLowerCase() === serial.toLowerCase());
}

export async function loadPartsOfSerial(queryClient: QueryClient, serial: string): Promise<void> {
  const { items } = await queryClient.ensureQueryData(partsOfSerialQuery(serial));
  await Promise.all(
    withSerial(items, serial).map(({ id }) =>
      queryClient.ensureQueryData(query('part.show', { params: { id } })),
    ),
  );
}
