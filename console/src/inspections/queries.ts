import type { QueryClient } from '@tanstack/react-query';
import { query } from '../api/query.ts';

/** Which inspection is looked at, by default the newest, and with which earlier one it is compared. */
export type InspectionSearch = { inspection?: number; since?: number };

export function readInspectionSearch({ inspection, since }: Record<string, unknown>): InspectionSearch {
  return {
    ...(isNumber(inspection) ? { inspection } : {}),
    ...(isNumber(since) ? { since } : {}),
  };
}

const isNumber = (value: unknown): value is number => Number.isInteger(value) && (value as number) > 0;

/** All of a machine's inspections, newest first, as far as anybody looks back. */
export function inspectionsQuery(name: string) {
  return query('inspection.list', { params: { name }, query: { limit: 500 } });
}

export function inspectionQuery(name: string, number: number) {
  return query('inspection.show', { params: { name, number: `${number}` } });
}

export function changesQuery(name: string, number: number, since: number | undefined) {
  return query('inspection.compare', {
    params: { name, number: `${number}` },
    query: since === undefined ? {} : { since },
  });
}

export async function loadInspections(
  queryClient: QueryClient,
  name: string,
  { inspection, since }: InspectionSearch,
): Promise<void> {
  const { items } = await queryClient.ensureQueryData(inspectionsQuery(name));
  const number = inspection ?? items[0]?.number;
  if (number === undefined) return;
  await Promise.all([
    queryClient.ensureQueryData(inspectionQuery(name, number)),
    queryClient.ensureQueryData(changesQuery(name, number, since)),
  ]);
}
