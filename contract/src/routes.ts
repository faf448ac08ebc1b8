import { accessRoutes } from './access.ts';
import { certificateRoutes } from './certificate.ts';
import { burnInRoutes } from './burn-in.ts';
import { cloudRoutes } from './cloud.ts';
import { eventRoutes } from './event.ts';
import { classRoutes } from './hardware-class.ts';
import { hostRoutes } from './host.ts';
import { imageRoutes } from './image.ts';
import { incidentRoutes } from './incident.ts';
import { inspectionRoutes } from './inspection.ts';
import { labRoutes } from './lab.ts';
import { machineAttentionRoutes } from './machine-attention.ts';
import { machineDeployRoutes } from './machine-deploy.ts';
import { machineEraseRoutes } from './machine-erase.ts';
import { machineBulkRoutes } from './machine-bulk.ts';
import { machineConsoleRoutes } from './machine-console.ts';
import { machineControlRoutes } from './machine-control.ts';
import { machineFaultRoutes } from './machine-fault.ts';
import { machineEnrolmentRoutes } from './machine-enrolment.ts';
import { machineImportRoutes } from './machine-import.ts';
import { machineRescueRoutes } from './machine-rescue.ts';
import { machineRoutes } from './machine-routes.ts';
import { machineScanRoutes } from './machine-scan.ts';
import { locationRoutes } from './location.ts';
import { machineWatchRoutes } from './machine-watch.ts';
import { operationRoutes } from './operation.ts';
import { rackAuditRoutes } from './rack-audit.ts';
import { rackFileRoutes } from './rack-file.ts';
import { rackPlacementRoutes } from './rack-placement.ts';
import { rackRoutes } from './rack.ts';
import { siteRoutes } from './site.ts';
import { systemRoutes } from './system.ts';
import { undercloudRoutes } from './undercloud.ts';
import { unclaimedNodeRoutes } from './unclaimed-node.ts';

/** Every route of the API by name. The server refuses to boot where one of them has no handler. */
export const routes = {
  ...systemRoutes,
  ...accessRoutes,
  ...operationRoutes,
  ...eventRoutes,
  ...imageRoutes,
  ...labRoutes,
  ...hostRoutes,
  ...cloudRoutes,
  ...machineRoutes,
  ...certificateRoutes,
  ...machineAttentionRoutes,
  ...machineDeployRoutes,
  ...machineEraseRoutes,
  ...machineWatchRoutes,
  ...incidentRoutes,
  ...inspectionRoutes,
  ...classRoutes,
  ...burnInRoutes,
  ...machineEnrolmentRoutes,
  ...machineBulkRoutes,
  ...machineControlRoutes,
  ...machineConsoleRoutes,
  ...machineRescueRoutes,
  ...machineFaultRoutes,
  ...machineScanRoutes,
  ...unclaimedNodeRoutes,
  ...machineImportRoutes,
  ...siteRoutes,
  ...locationRoutes,
  ...rackRoutes,
  ...rackPlacementRoutes,
  ...rackFileRoutes,
  ...rackAuditRoutes,
  ...undercloudRoutes,
} as const;

export type RouteName = keyof typeof routes;
export type RouteOf<Name extends RouteName> = (typeof routes)[Name];
