import type { ErrorCode } from '@tuskar/contract/errors/catalogue.ts';
import { isTuskarError, type TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { StepContext, StepOutcome } from '../../platform/operations/definition.ts';
import type { BareMetal } from '../bare-metal.ts';
import { endWork } from '../end-work.ts';
import { forgetNodeRequest } from '../node-request-store.ts';
import { provisionRule } from '../provision-states.ts';
import { isAskedFor, reachState } from '../reach-state.ts';
import type { BurnInInput } from './begin.ts';
import { lookAtPartner } from './partner.ts';
import { meetPartner } from './rendezvous.ts';
import { findBurnIn, updateBurnIn } from './store.ts';
import { ended } from './test-end.ts';

type Node = { db: Db; bareMetal: BareMetal; id: string };

type Work = {
  context: StepContext;
  /** Asks for the clean step with its arguments, and waits for it; what was asked for already does not change. */
  begin: (network: Record<string, unknown>) => Promise<StepOutcome>;
};

/** For the partner, which may have to boot; twice, once a direction, within what the step may take. */
const partnerSeconds = 900;
const pollSeconds = 5;

/** Ends of a network test that are the machine's own: it is gone, and its partner is left alone. */
export const goneCodes = ['node-agent-silent', 'node-restarted'] as const satisfies ErrorCode[];

/** The network test of one of two machines. Where the other one leaves in the middle of it, it is begun again with another. */
export async function testNetwork(node: Node, input: BurnInInput, work: Work): Promise<StepOutcome> {
  const { context, begin } = work;
  // Whoever is done first does not wait for the other to have read what it measured.
  if (!(await isAskedFor(context, node, 'clean'))) return await meetAndBegin(node, input, work);
  let outcome: StepOutcome;
  try {
    outcome = await begin({});
  } catch (error) {
    if (!isTuskarError(error, 'node-work-failed')) throw error;
    return await blame(node, input, { context, error });
  }
  if (outcome.state !== 'waiting') return outcome;
  const partner = await lookAtPartner(node.db, input);
  if (partner.state !== 'left') return outcome;
  context.log(`The network test is ended: ${partner.how}.`, { level: 'warn' });
  const { provisionState } = await endWork(context, node);
  // It came to its end before it could be ended.
  if (provisionRule(provisionState).kind === 'rest') return await begin({});
  return await seekAnother(node, input);
}

async function meetAndBegin(node: Node, input: BurnInInput, { context, begin }: Work): Promise<StepOutcome> {
  const seeks = (await findBurnIn(node.db, input.burnIn))?.seeks_at != null;
  const wait = seeks ? await comeToRest(node, context) : undefined;
  if (wait !== undefined) return wait;
  const meeting = await meetPartner(node.db, input, node.bareMetal);
  if (meeting.state === 'waiting') return { state: 'waiting', for: meeting.for, pollSeconds };
  if (meeting.state === 'off') return ended({ end: 'left-out', why: meeting.why });
  const peer = meeting.role === 'client' ? { peer: meeting.address } : {};
  return await begin({ role: meeting.role, wait: partnerSeconds, ...peer });
}

/** A test that broke off is a finding of this machine, unless the other one has left it alone. @throws what it is given */
async function blame(
  node: Node,
  input: BurnInInput,
  { context, error }: { context: StepContext; error: TuskarError },
): Promise<StepOutcome> {
  // Two that both wait for the other's end know of each other's so.
  await endNetwork(node.db, input, error);
  const partner = await lookAtPartner(node.db, input);
  if (partner.state === 'there') {
    return { state: 'waiting', for: `${partner.name} to end its network test`, pollSeconds };
  }
  if (partner.state === 'over') throw error;
  context.log(`${error.message}: ${partner.how}.`, { level: 'warn' });
  return await seekAnother(node, input);
}

/** Tells the partner how a network test that failed has ended. */
export async function endNetwork(db: Db, { burnIn }: BurnInInput, error: TuskarError): Promise<void> {
  const isGone = goneCodes.some((code) => code === error.code);
  await updateBurnIn(db, burnIn, { network_end: isGone ? 'gone' : 'over' });
}

async function seekAnother({ db, id }: Node, { burnIn }: BurnInInput): Promise<StepOutcome> {
  await updateBurnIn(db, burnIn, { seeks_at: new Date(), network_end: null });
  await forgetNodeRequest(db, id);
  return { state: 'waiting', for: 'another machine to test the network with', pollSeconds: 1 };
}

/** So that a machine that finds nobody is not left as one whose work has failed. undefined: nothing runs or has failed. */
async function comeToRest(node: Node, context: StepContext): Promise<StepOutcome | undefined> {
  const { provisionState } = await node.bareMetal.glance(node.id);
  if (provisionRule(provisionState).kind === 'rest') return undefined;
  const outcome = await reachState(context, node, { verb: 'manage' });
  return outcome.state === 'done' ? undefined : outcome;
}
