import type { CompiledBlueprint, CompiledHost } from '../compile/compiled.ts';
import { canonicalJson } from '../compile/digest.ts';
import { diffBlueprints } from '../blueprint/diff.ts';
import { type Phase, phases } from '../services/module.ts';
import { itemsToRetire } from './retire.ts';

/** What a step of an execution does, before anything runs: the same for a preview and for the operation. */
export type PlannedStep =
  | { kind: 'begin' | 'register' | 'finish'; name: string; title: string; host?: undefined }
  | { kind: 'confirm' | 'retire'; name: string; title: string; host: string }
  | { kind: 'converge'; name: string; title: string; host: string; phase: Phase };

export type PlannedWave = { title: string; steps: PlannedStep[] };

const phaseTitles: Record<Phase, string> = {
  foundation: 'Lay the foundation',
  data: 'Start databases and queues',
  identity: 'Start the identity service',
  services: 'Start the services',
  compute: 'Start the hypervisors and the network',
  finish: 'Finish the services',
};

/** On a host of its own the foundation is laid in the identity service's phase, also where there is no such service. */
const titleOf = (phase: Phase, { identity }: CompiledBlueprint): string =>
  phaseTitles[phase === 'identity' && identity === null ? 'foundation' : phase];

type PhaseStep = { phase: Phase; title: string };

function convergeStep({ phase, title }: PhaseStep, host: CompiledHost): PlannedStep[] {
  if (!host.items.some((entry) => entry.phase === phase)) return [];
  return [
    {
      kind: 'converge',
      phase,
      host: host.name,
      name: `converge-${phase}:${host.name}`,
      title: `${title} on ${host.name}`,
    },
  ];
}

function confirmStep(host: CompiledHost): PlannedStep {
  const { name } = host;
  return {
    kind: 'confirm',
    host: name,
    name: `confirm:${name}`,
    title: `Check that ${name} is as it should be`,
  };
}

const registerStep: PlannedStep = {
  kind: 'register',
  name: 'register-identity',
  title: 'Register service users and endpoints',
};

/** Registration goes beside the services, as soon as the identity service is there. */
const registerPhase: Phase = 'services';

function retireSteps(before: CompiledBlueprint | undefined, next: CompiledBlueprint): PlannedStep[] {
  const hosts = diffBlueprints(before, next).filter((change) => itemsToRetire(change).length > 0);
  return hosts.map(({ host }) => ({
    kind: 'retire',
    host,
    name: `retire:${host}`,
    title: `Remove from ${host} what is no longer part of the cloud`,
  }));
}

/**
 * The waves that take a cloud from its parent blueprint to the next. A host that the blueprint leaves as it is is only
 * checked, and put right where it has drifted.
 */
export function executionWaves(
  before: CompiledBlueprint | undefined,
  next: CompiledBlueprint,
): PlannedWave[] {
  const changed = new Set(diffBlueprints(before, next).map((change) => change.host));
  const [same, different] = [
    next.hosts.filter((host) => !changed.has(host.name)),
    next.hosts.filter((host) => changed.has(host.name)),
  ];
  const register =
    next.identity !== null &&
    (different.length > 0 || canonicalJson(before?.identity) !== canonicalJson(next.identity));
  const waves: PlannedWave[] = [
    { title: 'Begin', steps: [{ kind: 'begin', name: 'begin', title: 'Take the hosts for the cloud' }] },
    { title: 'Remove what is gone', steps: retireSteps(before, next) },
    { title: 'Check hosts that do not change', steps: same.map(confirmStep) },
    ...phases.map((phase) => {
      const title = titleOf(phase, next);
      return {
        title,
        steps: [
          ...different.flatMap((host) => convergeStep({ phase, title }, host)),
          ...(register && phase === registerPhase ? [registerStep] : []),
        ],
      };
    }),
    {
      title: 'Finish',
      steps: [{ kind: 'finish', name: 'finish', title: 'Make this the current blueprint of the cloud' }],
    },
  ];
  return waves.filter((wave) => wave.steps.length > 0);
}
