import type { Json } from '../../platform/json.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import { createBlueprints } from '../blueprint/blueprint.ts';
import { cloudExecute } from '../operations/cloud-execute.ts';
import { planCloud } from '../plan.ts';
import { exampleIntent } from './intent.ts';
import type { World } from './world.ts';

/** Carries an operation out at once, step after step, without an engine. */
export async function carryOut<Input extends Json>(
  definition: OperationDefinition<Input>,
  input: Input,
): Promise<Record<string, Json>> {
  const results: Record<string, Json> = {};
  for (const wave of await definition.plan(input)) {
    for (const step of wave.steps) {
      const context: StepContext = {
        operation: {
          id: 'op-test',
          kind: definition.kind,
          subject: definition.subject(input),
          requestedBy: 'test',
          attempt: 1,
        },
        step: step.name,
        log: () => undefined,
        progress: () => undefined,
        waitingFor: () => undefined,
        results,
        signal: new AbortController().signal,
      };
      const outcome = await step.run(context);
      if (outcome.state === 'done') results[step.name] = outcome.result;
    }
  }
  return results;
}

/** Plans, approves and executes; gives the blueprint's id and the results of the steps. */
export async function deployExample(
  { deps, converger, registrar }: World,
  text: string = exampleIntent,
): Promise<{ id: string; results: Record<string, Json> }> {
  const { id, cloud, state } = await planCloud(deps, { cloud: 'try', text, requestedBy: 'test' });
  if (state === 'proposed') await createBlueprints(deps).approve({ id, requestedBy: 'test' });
  const hosts = (await deps.inventory.list()).map((host) => host.name);
  const definition = cloudExecute({ ...deps, converger, registrar });
  return { id, results: await carryOut(definition, { cloud, blueprint: id, hosts }) };
}
