import { TuskarError } from '@tuskar/contract/error.ts';
import type { BareMetal, NodeGlance } from './bare-metal.ts';

/** An agent reports every minute and a half to three; one that has left out three reports is gone. */
const silentMs = 600_000;
/** Longer between two looks, and it is not known what happened meanwhile: Ironic itself may have been away. */
const unseenMs = 120_000;

/**
 * For looking at one node, by ports that are made anew each time: a look fails as soon as the agent on it is silent in the
 * middle of a step. Ironic waits half an hour for it, and listens to none that comes back with another certificate or
 * address than before, as one does whose machine restarted. With each report of an agent Ironic notes a change of the node's
 * provision state.
 *
 * @throws node-agent-silent from `glance`; what runs on the node is still to be ended then
 */
export function heedSilence(
  now: () => number = () => Date.now(),
): <Port extends Pick<BareMetal, 'glance'>>(port: Port) => Port {
  let heard: { change: string; at: number; lookedAt: number } | undefined;

  function heed(node: NodeGlance): void {
    const isUnderWay = node.provisionState === 'clean wait' && node.step !== null;
    if (!isUnderWay || node.provisionChangedAt === null) {
      heard = undefined;
      return;
    }
    const lookedAt = now();
    const change = node.provisionChangedAt;
    const isSame = heard !== undefined && heard.change === change && lookedAt - heard.lookedAt < unseenMs;
    heard = { change, at: heard !== undefined && isSame ? heard.at : lookedAt, lookedAt };
    if (lookedAt - heard.at >= silentMs) throw silent(node);
  }

  return (port) => ({
    ...port,
    glance: async (id: string) => {
      const node = await port.glance(id);
      heed(node);
      return node;
    },
  });
}

function silent({ id, step }: NodeGlance): TuskarError {
  const where = step === null ? '' : ` in the step ${step.interface}.${step.name}`;
  return new TuskarError(
    'node-agent-silent',
    `The agent on the machine has not reported for ${silentMs / 60_000} minutes${where}: the machine hangs, is off, has lost its network, or has restarted.`,
    { context: { node: id, step: step === null ? null : `${step.interface}.${step.name}` } },
  );
}
