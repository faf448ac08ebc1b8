import type { BurnInState, FindingKind, MeasuredValue } from '@tuskar/contract/burn-in.ts';
import type {
  BlueprintState,
  CloudState,
  ImpactLevel,
  ServiceHealth,
  Verification,
  VerificationCheck,
} from '@tuskar/contract/cloud.ts';
import type { Host } from '@tuskar/contract/host.ts';
import type { IncidentSeverity } from '@tuskar/contract/incident.ts';
import type { MachineContact, MachineState } from '@tuskar/contract/machine.ts';
import type { Lab, LabHost } from '@tuskar/contract/lab.ts';
import type { OperationState, StepState } from '@tuskar/contract/operation.ts';
import type { Undercloud, UndercloudAgent } from '@tuskar/contract/undercloud.ts';
import type { AuditEntry } from '@tuskar/contract/access.ts';

/** good: nothing to do. busy: it changes by itself. attention: a person decides. bad: something is wrong. idle: neither. */
export type Tone = 'good' | 'busy' | 'attention' | 'bad' | 'idle';

type Look = { text: string; tone: Tone };

export const cloudStates: Record<CloudState, Look> = {
  planned: { text: 'Planned', tone: 'idle' },
  deploying: { text: 'Deploying', tone: 'busy' },
  active: { text: 'Active', tone: 'good' },
  degraded: { text: 'Degraded', tone: 'attention' },
  failed: { text: 'Failed', tone: 'bad' },
  destroying: { text: 'Destroying', tone: 'busy' },
};

export const serviceStates: Record<ServiceHealth['state'], Look> = {
  healthy: { text: 'Healthy', tone: 'good' },
  degraded: { text: 'Degraded', tone: 'attention' },
  down: { text: 'Down', tone: 'bad' },
  unknown: { text: 'Unknown', tone: 'idle' },
};

export const blueprintStates: Record<BlueprintState, Look> = {
  proposed: { text: 'Proposed', tone: 'attention' },
  approved: { text: 'Approved', tone: 'attention' },
  executing: { text: 'Executing', tone: 'busy' },
  executed: { text: 'Executed', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  superseded: { text: 'Superseded', tone: 'idle' },
  abandoned: { text: 'Abandoned', tone: 'idle' },
};

export const operationStates: Record<OperationState, Look> = {
  queued: { text: 'Queued', tone: 'busy' },
  running: { text: 'Running', tone: 'busy' },
  waiting: { text: 'Waiting', tone: 'busy' },
  succeeded: { text: 'Succeeded', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelling: { text: 'Cancelling', tone: 'busy' },
  cancelled: { text: 'Cancelled', tone: 'idle' },
};

export const stepStates: Record<StepState, Look> = {
  pending: { text: 'Pending', tone: 'idle' },
  running: { text: 'Running', tone: 'busy' },
  waiting: { text: 'Waiting', tone: 'busy' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  skipped: { text: 'Skipped', tone: 'idle' },
  undone: { text: 'Undone', tone: 'idle' },
};

export const hostStates: Record<Host['state'], Look> = {
  unknown: { text: 'Unknown', tone: 'idle' },
  reachable: { text: 'Reachable', tone: 'good' },
  unreachable: { text: 'Unreachable', tone: 'bad' },
};

export const machineStates: Record<MachineState, Look> = {
  enrolling: { text: 'Enrolling', tone: 'busy' },
  inspecting: { text: 'Inspecting', tone: 'busy' },
  inspected: { text: 'Inspected', tone: 'idle' },
  'burning-in': { text: 'Burning in', tone: 'busy' },
  ready: { text: 'Ready', tone: 'good' },
  deploying: { text: 'Deploying', tone: 'busy' },
  'in-use': { text: 'In use', tone: 'good' },
  rescuing: { text: 'Booting the rescue system', tone: 'busy' },
  rescued: { text: 'In the rescue system', tone: 'attention' },
  unrescuing: { text: 'Leaving the rescue system', tone: 'busy' },
  'rescue-failed': { text: 'Rescue failed', tone: 'bad' },
  draining: { text: 'Draining', tone: 'busy' },
  erasing: { text: 'Erasing', tone: 'busy' },
  quarantined: { text: 'Quarantined', tone: 'bad' },
  retired: { text: 'Retired', tone: 'idle' },
};

export const machineContacts: Record<MachineContact, Look> = {
  unknown: { text: 'Contact unknown', tone: 'idle' },
  reachable: { text: 'Reachable', tone: 'good' },
  unreachable: { text: 'Unreachable', tone: 'bad' },
};

export const undercloudStates: Record<Undercloud['state'], Look> = {
  connected: { text: 'Connected', tone: 'good' },
  unreachable: { text: 'Unreachable', tone: 'bad' },
  refused: { text: 'Refused', tone: 'bad' },
};

export const undercloudAgentStates: Record<UndercloudAgent['state'], Look> = {
  newest: { text: 'The newest', tone: 'good' },
  older: { text: 'There is a newer one', tone: 'attention' },
  missing: { text: 'Missing', tone: 'bad' },
  unknown: { text: 'Not known', tone: 'idle' },
};

export const incidentSeverities: Record<IncidentSeverity, Look> = {
  critical: { text: 'Critical', tone: 'bad' },
  warning: { text: 'Warning', tone: 'attention' },
};

export const burnInStates: Record<BurnInState, Look> = {
  waiting: { text: 'Waiting', tone: 'busy' },
  running: { text: 'Running', tone: 'busy' },
  passed: { text: 'Passed', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelled: { text: 'Cancelled', tone: 'idle' },
};

export const findingKinds: Record<FindingKind, Look> = {
  dead: { text: 'Dead', tone: 'bad' },
  erroring: { text: 'Erroring', tone: 'bad' },
  slow: { text: 'Slow', tone: 'bad' },
  hot: { text: 'Hot', tone: 'bad' },
  unlike: { text: 'Unlike', tone: 'bad' },
};

export const judgements: Record<MeasuredValue['judgement'], Look> = {
  good: { text: 'Good', tone: 'good' },
  'not-judged': { text: 'Not judged', tone: 'idle' },
  ...findingKinds,
};

export const bmcHealths = {
  ok: { text: 'Healthy', tone: 'good' },
  warning: { text: 'Not well', tone: 'attention' },
  critical: { text: 'Critical', tone: 'bad' },
} as const satisfies Record<string, Look>;

export const labStates: Record<Lab['state'], Look> = {
  down: { text: 'Down', tone: 'idle' },
  starting: { text: 'Starting', tone: 'busy' },
  up: { text: 'Up', tone: 'good' },
  stopping: { text: 'Stopping', tone: 'busy' },
  unavailable: { text: 'Unavailable', tone: 'idle' },
};

export const labHostStates: Record<LabHost['state'], Look> = {
  booting: { text: 'Booting', tone: 'busy' },
  running: { text: 'Running', tone: 'good' },
  stopped: { text: 'Stopped', tone: 'idle' },
};

export const labPowers: Record<'On' | 'Off' | 'unknown', Look> = {
  On: { text: 'On', tone: 'good' },
  Off: { text: 'Off', tone: 'idle' },
  unknown: { text: 'Unknown', tone: 'attention' },
};

export const verificationStates: Record<Verification['state'], Look> = {
  running: { text: 'Running', tone: 'busy' },
  passed: { text: 'Passed', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
};

export const checkStates: Record<VerificationCheck['state'], Look> = {
  pending: { text: 'Pending', tone: 'idle' },
  running: { text: 'Running', tone: 'busy' },
  passed: { text: 'Passed', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  skipped: { text: 'Skipped', tone: 'idle' },
};

export const auditOutcomes: Record<AuditEntry['outcome'], Look> = {
  allowed: { text: 'Allowed', tone: 'good' },
  refused: { text: 'Refused', tone: 'attention' },
  failed: { text: 'Failed', tone: 'bad' },
};

/** From harmless to severe. */
export const impacts: Record<ImpactLevel, Look & { meaning: string }> = {
  none: { text: 'No impact', tone: 'idle', meaning: 'Nothing restarts.' },
  reload: { text: 'Reload', tone: 'good', meaning: 'A unit reads its configuration again; nothing stops.' },
  restart: { text: 'Restart', tone: 'busy', meaning: 'A unit restarts; the public API keeps answering.' },
  'api-gap': { text: 'API gap', tone: 'attention', meaning: 'A public API does not answer for a moment.' },
  'vm-migration': { text: 'VM migration', tone: 'attention', meaning: 'Servers move to another host.' },
  reboot: { text: 'Reboot', tone: 'bad', meaning: 'A host reboots.' },
};
