import type { RouteName } from '@tuskar/contract/routes.ts';
import { accessHandlers } from './access.ts';
import { cloudHandlers } from './cloud.ts';
import type { Handlers } from './handler.ts';
import { hostHandlers } from './host.ts';
import { imageHandlers } from './image.ts';
import { labHandlers } from './lab.ts';
import { operationHandlers } from './operation.ts';

/** Not for the console: documents and metrics. */
type Unused = 'system.health' | 'system.metrics' | 'system.openapi' | 'event.stream';

export const handlers: Handlers<Exclude<RouteName, Unused>> = {
  ...accessHandlers,
  ...operationHandlers,
  ...cloudHandlers,
  ...hostHandlers,
  ...imageHandlers,
  ...labHandlers,
};
