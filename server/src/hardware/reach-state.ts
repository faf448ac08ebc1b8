import { TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../platform/database/connect.ts';
import type { StepContext, StepOutcome } from '../platform/operations/definition.ts';
import type { BareMetal, NodeGlance, ProvisionRequest, ProvisionVerb } from './bare-metal.ts';
import { nodeFailure } from './node-failure.ts';
import {
  findNodeRequest,
  forgetNodeRequest,
  markNodeRequestTaken,
  recordNodeRequest,
} from './node-request-store.ts';
import { nextVerb, provisionRule, provisionVerbs } from './provision-states.ts';
import { isOwnMaintenance } from './tell-maintenance.ts';
import type { NodeRequestRow } from './undercloud-tables.ts';

type Waits = StepOutcome & { state: 'waiting' };

export type NodeInReach = { db: Db; bareMetal: Pick<BareMetal, 'glance' | 'moved' | 'work'>; id: string };

/**
 * One piece of work of the bare-metal service on one machine, as a step: asked for once, then waited for. Give what it
 * returns as the step's outcome; it is called again until the node is where the verb leads.
 *
 * It may begin twice, in another process: what was asked is recorded beforehand, with the state that the node was in.
 * A node that an earlier failure left elsewhere is brought back first by verbs that do no harm; a fault that the service
 * noted is cleared then, maintenance that a person asked for is not. A service that was stopped in the middle of the
 * work ends in 'node-work-interrupted', which the engine tries again, and the work is then asked for anew.
 *
 * @throws node-work-failed, node-bmc-failed, node-agent-silent, node-restarted, node-work-aborted: the work
 *   failed, and why;
 *   `machineFailureOf` turns them into what the machine shows. node-work-interrupted, node-locked, bare-metal-…: another
 *   try can mend it. node-state: a person has to change something first.
 */
export async function reachState(
  context: StepContext,
  node: NodeInReach,
  request: ProvisionRequest,
): Promise<StepOutcome> {
  const [now, asked] = await Promise.all([node.bareMetal.glance(node.id), findNodeRequest(node.db, node.id)]);
  const place = placeOf(context);
  const own = asked?.token.startsWith(place) === true ? asked : undefined;
  const rule = provisionRule(now.provisionState);
  if (rule.kind === 'working' || rule.kind === 'waiting' || rule.kind === 'held') {
    return orMoved(wait(context, now, own));
  }
  if (own === undefined || !wasTaken(own, now)) return await ask();

  const verb = own.token.slice(place.length) as ProvisionVerb;
  if (!provisionVerbs[verb].reaches.includes(now.provisionState)) {
    const failure = nodeFailure(now, verb);
    if (failure.retryable) await forgetNodeRequest(node.db, node.id);
    throw failure;
  }
  return verb === request.verb ? arrive() : await ask();

  /** Of many machines, one that asks tells all of what it saw. */
  function orMoved(outcome: Waits): Waits {
    const sooner = node.bareMetal.moved?.(now, outcome.pollSeconds * 1000);
    return sooner === undefined ? outcome : { ...outcome, pollSeconds: toldPoll, sooner };
  }

  function arrive(): StepOutcome {
    context.waitingFor(null);
    context.log(`The bare-metal service has done '${request.verb}': the node is ${now.provisionState}.`);
    return { state: 'done', result: { provisionState: now.provisionState } };
  }

  async function ask(): Promise<StepOutcome> {
    const { reaches } = provisionVerbs[request.verb];
    const leaves = provisionVerbs[request.verb].from.includes(now.provisionState);
    if (!leaves && own === undefined && reaches.includes(now.provisionState)) return arrive();
    await clearFault(context, node, now);
    const verb = nextVerb(now.provisionState, request.verb) ?? cannot(now, request.verb);
    const token = place + verb;
    await recordNodeRequest(node.db, {
      node: node.id,
      token,
      provision_state: now.provisionState,
      provision_changed_at: now.provisionChangedAt,
    });
    context.log(`Asking the bare-metal service for '${verb}'; the node is ${now.provisionState}.`);
    await node.bareMetal.work.provision(node.id, verb === request.verb ? request : { verb });
    await markNodeRequestTaken(node.db, { node: node.id, token });
    return orMoved({ state: 'waiting', for: `the bare-metal service to begin '${verb}'`, pollSeconds: 1 });
  }
}

/** Whether this step has asked for the verb itself, and the service took it: what it was asked for cannot change any more. */
export async function isAskedFor(
  context: Pick<StepContext, 'operation' | 'step'>,
  { db, id }: Pick<NodeInReach, 'db' | 'id'>,
  verb: ProvisionVerb,
): Promise<boolean> {
  const asked = await findNodeRequest(db, id);
  return asked?.taken === true && asked.token === `${placeOf(context)}${verb}`;
}

/** What the tokens of a step's requests begin with. */
function placeOf({ operation: { id, attempt }, step }: Pick<StepContext, 'operation' | 'step'>): string {
  return `${id}/${attempt}/${step}/`;
}

/** Whether the service took a request: it said so, or the node has changed since. */
function wasTaken(asked: NodeRequestRow, now: NodeGlance): boolean {
  return (
    asked.taken ||
    asked.provision_state !== now.provisionState ||
    asked.provision_changed_at !== now.provisionChangedAt
  );
}

function cannot(node: NodeGlance, verb: ProvisionVerb): never {
  throw new TuskarError(
    'node-state',
    `The node is '${node.provisionState}' in the bare-metal service: it cannot '${verb}'.`,
    { context: { node: node.id, provisionState: node.provisionState, verb } },
  );
}

/** What the service stopped at by itself is over once somebody asks for work again; a person's maintenance is not. */
async function clearFault(
  context: StepContext,
  { bareMetal, id }: NodeInReach,
  now: NodeGlance,
): Promise<void> {
  if (!now.maintenance) return;
  const own = isOwnMaintenance(now);
  if (now.fault === null && !own) {
    throw new TuskarError(
      'node-state',
      `Somebody has put the node into maintenance: ${now.maintenanceReason ?? 'without a reason'}.`,
      {
        remedy: 'End the maintenance of the machine first, when whoever works on it is done.',
        context: { node: id, maintenanceReason: now.maintenanceReason },
      },
    );
  }
  context.log(
    own ? 'Ending its maintenance.' : `Clearing the fault that the bare-metal service noted: ${now.fault}.`,
  );
  await bareMetal.work.maintenance(id, { reason: null });
}

const fastSeconds = 60;
const fastPoll = 1;
const slowPoll = 5;
/** Where somebody tells of changes. */
const toldPoll = 10;

function wait(context: StepContext, now: NodeGlance, own: NodeRequestRow | undefined): Waits {
  const { waitsFor = 'the bare-metal service' } = provisionRule(now.provisionState);
  const step = now.step === null ? '' : `, step ${now.step.interface}.${now.step.name}`;
  context.progress(`${now.provisionState}${step}`);
  // Work that somebody else asked for, or an earlier attempt, is waited for and not added to.
  const what = own === undefined ? `what runs on it already (${now.provisionState}) to end` : waitsFor;
  const since = own === undefined ? Number.POSITIVE_INFINITY : Date.now() - own.asked_at.getTime();
  return { state: 'waiting', for: what, pollSeconds: since < fastSeconds * 1000 ? fastPoll : slowPoll };
}
