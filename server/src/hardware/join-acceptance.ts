import type { OperationEngine } from '../platform/operations/engine.ts';
import type { AcceptanceDeps } from './acceptance-deps.ts';
import { burnInHandlers } from './burn-in/routes.ts';
import { waiverExpiry } from './burn-in/waiver.ts';
import { classHandlers } from './class/routes.ts';
import { inspectionHandlers } from './inspection/routes.ts';
import { machineBurnIn } from './operations/machine-burn-in.ts';
import { machineInspect } from './operations/machine-inspect.ts';
import { machineRetest } from './operations/machine-retest.ts';

/** From an enrolled machine to one that is ready: inspection, hardware classes, burn-in and what follows from it. */
export function joinAcceptance(deps: AcceptanceDeps, engine: OperationEngine) {
  const { db, events } = deps;
  return {
    handlers: {
      ...inspectionHandlers({ db, engine }),
      ...classHandlers({ db, events }),
      ...burnInHandlers({ db, events, engine }),
    },
    registrations: [
      (to: OperationEngine) => to.register(machineInspect(deps)),
      (to: OperationEngine) => to.register(machineBurnIn(deps)),
      (to: OperationEngine) => to.register(machineRetest(deps)),
    ],
    reconcilers: [waiverExpiry(deps)],
  };
}
