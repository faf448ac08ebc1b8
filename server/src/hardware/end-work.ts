import type { StepContext } from '../platform/operations/definition.ts';
import { pauseUntil } from '../platform/operations/pause.ts';
import type { BareMetal, Node, ProvisionVerb } from './bare-metal.ts';
import { provisionRule } from './provision-states.ts';

const pollSeconds = 3;

/** How work is ended where the agent or a person is waited for. What the service does itself ends by itself. */
const endings: Record<string, ProvisionVerb> = {
  'inspect wait': 'abort',
  'clean wait': 'abort',
  'clean hold': 'abort',
  'deploy hold': 'abort',
  'rescue wait': 'abort',
  'service wait': 'abort',
  'service hold': 'abort',
  'wait call-back': 'deleted',
};

/**
 * The undo of a step that was `reachState`: what runs on the node is ended where the service allows it, and waited for
 * where it does not. Gives the node when nothing runs on it any more, in whatever state the service leaves it.
 */
export async function endWork(
  context: Pick<StepContext, 'log' | 'progress' | 'signal'>,
  { bareMetal, id }: { bareMetal: Pick<BareMetal, 'registry' | 'work'>; id: string },
): Promise<Node> {
  let ended: string | undefined;
  for (;;) {
    context.signal.throwIfAborted();
    const node = await bareMetal.registry.show(id);
    const { kind } = provisionRule(node.provisionState);
    if (kind === 'rest' || kind === 'failed') return node;
    const verb = endings[node.provisionState];
    if (verb !== undefined && ended !== node.provisionState) {
      context.log(`Asking the bare-metal service for '${verb}'; the node is ${node.provisionState}.`);
      await bareMetal.work.provision(id, { verb });
      ended = node.provisionState;
      continue;
    }
    context.progress(`${node.provisionState}: waiting for it to end`);
    await pauseUntil(Date.now() + pollSeconds * 1000, context.signal);
  }
}
