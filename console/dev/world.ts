import type { AuditEntry, Token, User } from '@tuskar/contract/access.ts';
import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import type { Blueprint, BlueprintDiff, CloudDetail, Verification } from '@tuskar/contract/cloud.ts';
import { Event } from '@tuskar/contract/event.ts';
import type { BurnInProfile } from '@tuskar/contract/burn-in.ts';
import type { Subject } from '@tuskar/contract/fields.ts';
import type { ClassProposal, Deviation, HardwareClass } from '@tuskar/contract/hardware-class.ts';
import type { Host } from '@tuskar/contract/host.ts';
import type { ImageDetail } from '@tuskar/contract/image.ts';
import type { Incident } from '@tuskar/contract/incident.ts';
import type { Lab } from '@tuskar/contract/lab.ts';
import type { MachineDetail } from '@tuskar/contract/machine.ts';
import type { MachineScan, ScanRange } from '@tuskar/contract/machine-scan.ts';
import type { UnclaimedNode } from '@tuskar/contract/unclaimed-node.ts';
import type { Undercloud } from '@tuskar/contract/undercloud.ts';
import type { LabMachine } from '@tuskar/contract/lab-machine.ts';
import type { OperationDetail, OperationLogLine } from '@tuskar/contract/operation.ts';
import type { SampleBurnIn } from './samples/burn-in.ts';
import { emptyWorld } from './samples/empty.ts';
import { largeWorld } from './samples/large.ts';
import { troubleWorld } from './samples/trouble.ts';
import { tryWorld } from './samples/try.ts';

/** All that the fake knows; a scenario is one of these to begin with. */
export type WorldState = {
  clouds: CloudDetail[];
  blueprints: Blueprint[];
  diffs: BlueprintDiff[];
  verifications: Verification[];
  hosts: Host[];
  machines: MachineDetail[];
  /** Newest first. */
  incidents: Incident[];
  certificates: CertificateDocument[];
  burnIns: SampleBurnIn[];
  profiles: BurnInProfile[];
  classes: HardwareClass[];
  proposals: ClassProposal[];
  deviations: Deviation[];
  undercloud: Undercloud | null;
  unclaimed: UnclaimedNode[];
  scanRanges: ScanRange[];
  scans: MachineScan[];
  images: ImageDetail[];
  lab: Lab;
  labMachines: LabMachine[];
  operations: OperationDetail[];
  logs: Map<string, OperationLogLine[]>;
  users: User[];
  tokens: Token[];
  audit: AuditEntry[];
};

type Listener = { write: (event: Event) => void; end: () => void };

export type World = WorldState & {
  events: Event[];
  listeners: Set<Listener>;
  emit: (type: string, subject: Subject, data: unknown) => void;
};

const scenarios = { empty: emptyWorld, try: tryWorld, trouble: troubleWorld, large: largeWorld };
export type Scenario = keyof typeof scenarios;

export function scenarioNamed(name: string | undefined): Scenario {
  return name !== undefined && Object.hasOwn(scenarios, name) ? (name as Scenario) : 'try';
}

export function createWorld(scenario: Scenario): World {
  const world: World = {
    ...scenarios[scenario](),
    events: [],
    listeners: new Set(),
    emit: (type, subject, data) => {
      const id = String(world.events.length + 1);
      const event = Event.parse({ id, type, at: new Date().toISOString(), subject, data });
      world.events.push(event);
      for (const listener of world.listeners) listener.write(event);
    },
  };
  return world;
}
