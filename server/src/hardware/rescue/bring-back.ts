import type { StepContext } from '../../platform/operations/definition.ts';
import type { BareMetal } from '../bare-metal.ts';
import { endWork } from '../end-work.ts';
import { moveMachine } from '../machine-transition.ts';
import { nodeFailure } from '../node-failure.ts';
import { provisionVerbs } from '../provision-states.ts';
import { getMachine, lockMachine } from '../store.ts';
import type { RescueDeps } from './deps.ts';

type Context = Pick<StepContext, 'log' | 'progress' | 'signal'>;

/** The undo of a rescue, wherever it is: the machine boots its own system again, and is in use as before. */
export async function bringBack(deps: RescueDeps, machine: string, context: Context): Promise<void> {
  const { state, id, provider, state_reason } = await getMachine(deps.db, machine);
  if (state !== 'rescuing') return;
  await bootOwnSystem(context, { bareMetal: await deps.bareMetalOf(provider), id });
  await deps.db.transaction().execute(async (tx) => {
    if ((await lockMachine(tx, machine)).state !== 'rescuing') return;
    const reason = `the rescue was undone (${state_reason})`;
    await moveMachine(tx, deps.events, { name: machine, action: 'rescue-undone', reason });
  });
}

/** @throws node-…: it could not be brought back, and why */
async function bootOwnSystem(
  context: Context,
  node: { bareMetal: Pick<BareMetal, 'registry' | 'work'>; id: string },
): Promise<void> {
  const { provisionState } = await endWork(context, node);
  if (provisionVerbs.unrescue.from.includes(provisionState)) {
    context.log(`Asking the bare-metal service for 'unrescue'; the node is ${provisionState}.`);
    await node.bareMetal.work.provision(node.id, { verb: 'unrescue' });
  }
  const ended = await endWork(context, node);
  if (provisionVerbs.unrescue.from.includes(ended.provisionState)) throw nodeFailure(ended, 'unrescue');
}
