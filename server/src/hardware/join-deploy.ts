import type { OperationEngine } from '../platform/operations/engine.ts';
import type { DeployDeps } from './deploy/deps.ts';
import { createDeployments } from './deploy/deploy.ts';
import { deployHandlers } from './deploy/routes.ts';
import { machineDeploy } from './operations/machine-deploy.ts';

/** From a machine that is ready to a host. */
export function joinDeploy(deps: DeployDeps, engine: OperationEngine) {
  const deployments = createDeployments({ ...deps, engine });
  return {
    deployments,
    handlers: deployHandlers({ deployments }),
    registrations: [(to: OperationEngine) => to.register(machineDeploy(deps))],
  };
}
