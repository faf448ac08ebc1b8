import type { Subject } from '@tuskar/contract/fields.ts';
import type { IncidentSeverity } from '@tuskar/contract/incident.ts';
import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import type { Selectable } from 'kysely';

export type HealthTables = { incident: IncidentTable };

export type IncidentTable = {
  id: string;
  kind: IncidentKind;
  subject_type: Subject['type'];
  subject_name: string;
  part: string | null;
  severity: IncidentSeverity;
  reason: string;
  next_action: string | null;
  opened_at: Date;
  last_seen_at: Date;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  note: string | null;
  closed_at: Date | null;
  closed_by: string | null;
};
export type IncidentRow = Selectable<IncidentTable>;
