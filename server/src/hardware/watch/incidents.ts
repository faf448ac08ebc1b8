import type { IncidentSeverity } from '@tuskar/contract/incident.ts';
import type { IncidentKind } from '@tuskar/contract/incident-kinds.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';

type MachineFinding = {
  kind: IncidentKind;
  subject: { type: 'machine'; name: string };
  part: string | null;
  reason: string;
  severity?: IncidentSeverity;
  nextAction?: string;
};

/** The room of health, as watching needs it. */
export type MachineIncidents = {
  /** What is open of these kinds on what was looked at, and not found again, is gone. Without names: all machines. */
  observeIn: (
    tx: DbTransaction,
    observation: {
      kinds: IncidentKind[];
      looked: { type: 'machine'; names?: string[] };
      found: MachineFinding[];
    },
  ) => Promise<{ opened: number; closed: number }>;
  /** Something that happened, and is never seen to be over. */
  report: (tx: DbTransaction, finding: MachineFinding) => Promise<void>;
};
