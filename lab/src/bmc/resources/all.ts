import type { Route } from '../redfish/route.ts';
import { accountRoutes } from './accounts.ts';
import { chassisRoutes } from './chassis.ts';
import { eventRoutes } from './events.ts';
import { firmwareSettingRoutes } from './firmware-settings.ts';
import { logRoutes } from './logs.ts';
import { managerRoutes } from './managers.ts';
import { memoryRoutes } from './memory.ts';
import { networkingRoutes } from './networking.ts';
import { powerRoutes } from './power.ts';
import { processorRoutes } from './processors.ts';
import { registryRoutes } from './registries.ts';
import { sensorRoutes } from './sensors.ts';
import { serviceRootRoutes } from './service-root.ts';
import { sessionRoutes } from './sessions.ts';
import { storageRoutes } from './storage.ts';
import { systemRoutes } from './system.ts';
import { taskRoutes } from './tasks.ts';
import { thermalRoutes } from './thermal.ts';
import { updateRoutes } from './updates.ts';
import { virtualMediaRoutes } from './virtual-media.ts';

/** The whole surface of a BMC. */
export const allRoutes: readonly Route[] = [
  ...serviceRootRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...systemRoutes,
  ...processorRoutes,
  ...memoryRoutes,
  ...storageRoutes,
  ...networkingRoutes,
  ...firmwareSettingRoutes,
  ...chassisRoutes,
  ...thermalRoutes,
  ...powerRoutes,
  ...sensorRoutes,
  ...managerRoutes,
  ...virtualMediaRoutes,
  ...logRoutes,
  ...updateRoutes,
  ...taskRoutes,
  ...eventRoutes,
  ...registryRoutes,
];
