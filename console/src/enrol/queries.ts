import { query, queryOrNull } from '../api/query.ts';

/** What the form is filled with, from the page's address. */
export type EnrolSearch = {
  /** A node of the bare-metal service that becomes the machine. */
  node?: string;
  name?: string;
  /** A machine of the lab, whose BMC it is. */
  lab?: string;
};

export function readEnrolSearch(given: Record<string, unknown>): EnrolSearch {
  return Object.fromEntries(
    (['node', 'name', 'lab'] as const).flatMap((key) => {
      const value = given[key];
      return typeof value === 'string' && value !== '' ? [[key, value]] : [];
    }),
  );
}

export const scanRangesQuery = query('scan-range.list', { query: { limit: 500 } });
export const recentScansQuery = query('machine-scan.list', { query: { limit: 20 } });

/** Nodes that no machine is; null where there is no bare-metal service to ask. */
export const unclaimedNodesQuery = queryOrNull('unclaimed-node.list', 'undercloud-not-connected');

/** Address, user and password of a lab machine's BMC: as it was delivered. */
export const labCredentialsQuery = (name: string) => query('lab.machine.credentials', { params: { name } });
