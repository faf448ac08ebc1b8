import type { ProvisionState, ProvisionVerb } from './bare-metal.ts';

export type ProvisionRule = {
  /**
   * rest: it stays so until somebody asks. working: the service works. waiting: it waits for the agent on the machine.
   * held: it waits for a person, or for a step that is a pause. failed: the work ended there.
   */
  kind: 'rest' | 'working' | 'waiting' | 'held' | 'failed';
  /** What it waits for, for a person. */
  waitsFor?: string;
  /** Verbs that it allows and that do no harm, by where they lead: how work finds its way to where it can begin. */
  leads?: Partial<Record<ProvisionVerb, ProvisionState>>;
};

const agent = 'the agent on the machine';
const service = 'the bare-metal service';

const working = (waitsFor = service): ProvisionRule => ({ kind: 'working', waitsFor });
const waiting = (waitsFor = agent): ProvisionRule => ({ kind: 'waiting', waitsFor });
const held: ProvisionRule = {
  kind: 'held',
  waitsFor: 'a person, who ends the hold in the bare-metal service',
};

/**
 * The states of Ironic, and what they mean here.
 * @see https://docs.openstack.org/ironic/2025.1/user/states.html
 */
const rules: Record<string, ProvisionRule> = {
  enroll: { kind: 'rest', leads: { manage: 'manageable' } },
  verifying: working('the BMC of the machine'),
  manageable: { kind: 'rest', leads: { provide: 'available' } },
  available: { kind: 'rest', leads: { manage: 'manageable' } },
  active: { kind: 'rest' },
  rescue: { kind: 'rest' },
  error: { kind: 'failed' },
  inspecting: working(),
  'inspect wait': waiting(),
  'inspect failed': { kind: 'failed', leads: { manage: 'manageable' } },
  cleaning: working(),
  'clean wait': waiting(),
  'clean hold': held,
  'clean failed': { kind: 'failed', leads: { manage: 'manageable' } },
  deploying: working(),
  'wait call-back': waiting(),
  'deploy hold': held,
  'deploy failed': { kind: 'failed' },
  deleting: working(),
  rescuing: working(),
  'rescue wait': waiting(),
  'rescue failed': { kind: 'failed' },
  unrescuing: working(),
  'unrescue failed': { kind: 'failed' },
  servicing: working(),
  'service wait': waiting(),
  'service hold': held,
  'service failed': { kind: 'failed' },
  adopting: working(),
  'adopt failed': { kind: 'failed', leads: { manage: 'manageable' } },
};

/** A state that is not known is told by its name: a newer service names its own in the same way. */
export function provisionRule(state: ProvisionState): ProvisionRule {
  const known = rules[state];
  if (known !== undefined) return known;
  if (/failed$|^error$/.test(state)) return { kind: 'failed' };
  if (state.endsWith('hold')) return held;
  if (/wait|call-back/.test(state)) return waiting();
  if (state.endsWith('ing')) return working();
  return { kind: 'rest' };
}

/** Where each kind of work begins, and where it ends when all goes well. */
export const provisionVerbs: Record<ProvisionVerb, { from: ProvisionState[]; reaches: ProvisionState[] }> = {
  manage: {
    from: ['enroll', 'available', 'clean failed', 'inspect failed', 'adopt failed'],
    reaches: ['manageable'],
  },
  inspect: { from: ['manageable'], reaches: ['manageable'] },
  clean: { from: ['manageable'], reaches: ['manageable'] },
  provide: { from: ['manageable'], reaches: ['available'] },
  active: { from: ['available', 'deploy failed'], reaches: ['active'] },
  rebuild: { from: ['active', 'error', 'deploy failed'], reaches: ['active'] },
  // A retired node ends where nothing is deployed on it by itself.
  deleted: {
    from: [
      'active',
      'error',
      'deploy failed',
      'wait call-back',
      'rescue',
      'rescue failed',
      'unrescue failed',
    ],
    reaches: ['available', 'manageable'],
  },
  rescue: { from: ['active', 'rescue failed', 'unrescue failed'], reaches: ['rescue'] },
  unrescue: { from: ['rescue', 'rescue failed', 'unrescue failed'], reaches: ['active'] },
  service: { from: ['active', 'service failed'], reaches: ['active'] },
  adopt: { from: ['manageable', 'adopt failed'], reaches: ['active'] },
  abort: {
    from: [
      'clean wait',
      'inspect wait',
      'rescue wait',
      'clean hold',
      'deploy hold',
      'service wait',
      'service hold',
      'service failed',
    ],
    reaches: ['clean failed', 'inspect failed', 'rescue failed', 'deploy failed', 'service failed', 'active'],
  },
};

/** The harmless verb that brings a node a step nearer to where `verb` can be asked; undefined: there is no such way. */
export function nextVerb(state: ProvisionState, verb: ProvisionVerb): ProvisionVerb | undefined {
  const { from } = provisionVerbs[verb];
  if (from.includes(state)) return verb;
  const ways: { first: ProvisionVerb; at: ProvisionState }[] = leadsOf(state).map(([first, at]) => ({
    first,
    at,
  }));
  const seen = new Set([state]);
  for (const way of ways) {
    if (from.includes(way.at)) return way.first;
    if (seen.has(way.at)) continue;
    seen.add(way.at);
    ways.push(...leadsOf(way.at).map(([, at]) => ({ first: way.first, at })));
  }
  return undefined;
}

function leadsOf(state: ProvisionState): [ProvisionVerb, ProvisionState][] {
  return Object.entries(provisionRule(state).leads ?? {}) as [ProvisionVerb, ProvisionState][];
}
