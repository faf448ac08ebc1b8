import type { BulkAction, MachineSelector } from '@tuskar/contract/machine-bulk.ts';
import { query } from '../api/query.ts';

/**
 * Each look is a POST, and stands in the audit trail: so it is not repeated by itself. Whether the machines are still
 * those that were looked at is checked when it is done.
 */
export function bulkPreviewQuery(selector: MachineSelector, action: BulkAction) {
  return {
    ...query('machine-bulk.preview', { body: { selector, action } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  };
}
