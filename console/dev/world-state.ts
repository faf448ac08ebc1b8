import type { AuditEntry, Token, User } from '@tuskar/contract/access.ts';
import type { CertificateDocument, SigningKey } from '@tuskar/contract/certificate.ts';
import type { Blueprint, BlueprintDiff, CloudDetail, Verification } from '@tuskar/contract/cloud.ts';
import type { BurnInProfile } from '@tuskar/contract/burn-in.ts';
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
  /** Newest first. */
  signingKeys: SigningKey[];
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
