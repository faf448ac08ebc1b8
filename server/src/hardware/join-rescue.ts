import type { OperationEngine } from '../platform/operations/engine.ts';
import { machineRescue } from './operations/machine-rescue.ts';
import { machineUnrescue } from './operations/machine-unrescue.ts';
import type { RescueDeps } from './rescue/deps.ts';
import { prepareRescue, type RescueRequest } from './rescue/prepare.ts';
import { rescueHandlers } from './rescue/routes.ts';

/** Into the rescue system, and out of it again. */
export function joinRescue(deps: RescueDeps, engine: OperationEngine) {
  return {
    prepareRescue: (request: RescueRequest) => prepareRescue(deps, request),
    handlers: rescueHandlers({ ...deps, engine }),
    registrations: [
      (to: OperationEngine) => to.register(machineRescue(deps)),
      (to: OperationEngine) => to.register(machineUnrescue(deps)),
    ],
  };
}
