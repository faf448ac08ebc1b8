import type { Blueprint } from '@tuskar/contract/cloud.ts';
import type { BlueprintListRow } from './store.ts';

/** The blueprint as the API shows it. */
export function toBlueprint(row: BlueprintListRow): Blueprint {
  return {
    id: row.id,
    cloud: row.cloud,
    parent: row.parent,
    state: row.state,
    image: row.image,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    approvedAt: row.approved_at?.toISOString() ?? null,
    approvedBy: row.approved_by,
    approvalReason: row.approval_reason,
    executedBy: row.executed_by,
    stateReason: row.ended_reason,
    warnings: row.warnings,
    summary: row.summary,
  };
}
