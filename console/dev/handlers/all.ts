import type { RouteName } from '@tuskar/contract/routes.ts';
import { accessHandlers } from './access.ts';
import { certificateHandlers } from './certificate.ts';
import { burnInHandlers } from './burn-in.ts';
import { hardwareClassHandlers } from './hardware-class.ts';
import { cloudHandlers } from './cloud.ts';
import { enrolHandlers } from './enrol.ts';
import type { Handlers } from './handler.ts';
import { rackHandlers } from './rack.ts';
import { hostHandlers } from './host.ts';
import { imageHandlers } from './image.ts';
import { incidentHandlers } from './incident.ts';
import { labHandlers } from './lab.ts';
import { inspectionHandlers } from './inspection.ts';
import { machineBulkHandlers } from './machine-bulk.ts';
import { machineHandlers } from './machine.ts';
import { machineWorkHandlers } from './machine-work.ts';
import { undercloudHandlers } from './undercloud.ts';
import { operationHandlers } from './operation.ts';

/** What the console calls; the API has more, such as documents and metrics. */
export const handlers: Partial<Handlers<RouteName>> = {
  ...accessHandlers,
  ...operationHandlers,
  ...cloudHandlers,
  ...hostHandlers,
  ...machineHandlers,
  ...machineWorkHandlers,
  ...machineBulkHandlers,
  ...inspectionHandlers,
  ...burnInHandlers,
  ...hardwareClassHandlers,
  ...rackHandlers,
  ...incidentHandlers,
  ...certificateHandlers,
  ...undercloudHandlers,
  ...enrolHandlers,
  ...imageHandlers,
  ...labHandlers,
};
