import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Converger } from '../../hosts/converger.ts';
import type { Json } from '../../platform/json.ts';
import type {
  OperationDefinition,
  Step,
  StepContext,
  StepOutcome,
} from '../../platform/operations/definition.ts';
import { accessTo, userPasswords } from '../access.ts';
import { refuseStale } from '../blueprint/stale.ts';
import { diffBlueprints } from '../blueprint/diff.ts';
import { loadHost, partsOf } from '../blueprint/part-store.ts';
import { getBlueprint, loadAgainst, loadCompiled, loadContent } from '../blueprint/store.ts';
import type { CompiledBlueprint, CompiledHost } from '../compile/compiled.ts';
import type { CloudDeps } from '../deps.ts';
import type { IdentityRegistrar } from '../identity/registrar.ts';
import { getCloud } from '../store.ts';
import { beginExecution, endExecution, finishExecution } from './execution-state.ts';
import { executionWaves, type PlannedStep } from './execution-plan.ts';
import { applyItems, confirmHost, convergePhase, convergeSeconds, figures } from './host-work.ts';
import { itemsToRetire } from './retire.ts';
import { memoryItems } from './teardown.ts';

export type CloudExecuteInput = { cloud: string; blueprint: string; hosts: string[] };

export type CloudExecuteDeps = Omit<CloudDeps, 'engine' | 'images' | 'services'> & {
  converger: Converger;
  registrar: IdentityRegistrar;
};

const shortSeconds = 120;

const noUndo: Record<PlannedStep['kind'], string> = {
  begin: 'the hosts are freed when the cloud is destroyed',
  register: 'users and endpoints are of use to the next try',
  finish: 'the blueprint is what the cloud is now',
  confirm: 'a host that equals its blueprint is what was asked for',
  converge: 'a host is taken on by the next blueprint from where it is',
  retire: 'what is gone is part of the parent blueprint, which can be executed again',
};

/** Takes a cloud to a blueprint: wave after wave over its hosts. Every step does only what is not done yet. */
export function cloudExecute(deps: CloudExecuteDeps): OperationDefinition<CloudExecuteInput> {
  const { db } = deps;

  async function load({ blueprint }: CloudExecuteInput) {
    const { parent } = await getBlueprint(db, blueprint);
    const next = await loadCompiled(db, blueprint);
    const before = parent === null ? undefined : await loadAgainst(db, parent, partsOf(next.hosts));
    return { before, next };
  }

  async function begin(input: CloudExecuteInput): Promise<Json> {
    refuseStale(await getBlueprint(db, input.blueprint), await getCloud(db, input.cloud));
    const { hosts } = (await loadContent(db, input.blueprint)).header.intent;
    await deps.inventory.assign({ cloud: input.cloud, hosts: await withLeaving(input, hosts) });
    return { hosts: hosts.length };
  }

  /** Hosts that leave the cloud stay its own until what it had there is gone. */
  async function withLeaving(input: CloudExecuteInput, hosts: CompiledBlueprint['intent']['hosts']) {
    const named = new Set(hosts.map((host) => host.name));
    const known = await deps.inventory.list();
    const leaving = known.filter((host) => host.cloud === input.cloud && !named.has(host.name));
    return [...hosts, ...leaving.map(({ name }) => ({ name, roles: [] }))];
  }

  async function hostOf({ blueprint }: CloudExecuteInput, name: string): Promise<CompiledHost> {
    const host = await loadHost(db, blueprint, name);
    if (host !== undefined) return host;
    throw new TuskarError('blueprint-not-found', `The blueprint ${blueprint} has no host ${name}.`);
  }

  async function retire(input: CloudExecuteInput, host: string, context: StepContext): Promise<Json> {
    const { before, next } = await load(input);
    const change = diffBlueprints(before, next).find((one) => one.host === host);
    if (change === undefined) return null;
    try {
      const summary = await applyItems(deps, context, { host, items: itemsToRetire(change) });
      if (change.after === undefined) await applyItems(deps, context, { host, items: memoryItems });
      return figures(summary);
    } catch (error) {
      // A host that is taken out is often one that is dead.
      const dead = isTuskarError(error, 'host-unreachable') || isTuskarError(error, 'host-not-found');
      if (!dead || change.after !== undefined) throw error;
      context.log(`${error.message}; it is taken out as it is`, { host, level: 'warn' });
      return { unreachable: true };
    }
  }

  async function register(input: CloudExecuteInput, context: StepContext): Promise<Json> {
    const { identity } = (await loadContent(db, input.blueprint)).header;
    if (identity === null) return null;
    return await deps.registrar.register({
      access: await accessTo(deps.secrets, { cloud: input.cloud, identity }),
      plan: identity,
      passwords: await userPasswords(deps.secrets, identity),
      log: context.log,
      signal: context.signal,
    });
  }

  async function finish(input: CloudExecuteInput): Promise<Json> {
    const { hosts } = (await loadContent(db, input.blueprint)).header.intent;
    await deps.inventory.assign({ cloud: input.cloud, hosts });
    for (const { name } of hosts) await deps.inventory.converged({ host: name, blueprint: input.blueprint });
    await finishExecution(deps, input);
    return null;
  }

  async function carryOut(step: PlannedStep, input: CloudExecuteInput, context: StepContext): Promise<Json> {
    switch (step.kind) {
      case 'begin':
        return await begin(input);
      case 'retire':
        return await retire(input, step.host, context);
      case 'confirm':
        return figures(await confirmHost(deps, context, await hostOf(input, step.host)));
      case 'converge': {
        const host = await hostOf(input, step.host);
        return figures(await convergePhase(deps, context, { host, phase: step.phase }));
      }
      case 'register':
        return await register(input, context);
      case 'finish':
        return await finish(input);
    }
  }

  function toStep(step: PlannedStep, input: CloudExecuteInput): Step {
    return {
      name: step.name,
      title: step.title,
      ...(step.host === undefined ? {} : { host: step.host }),
      timeoutSeconds: step.host === undefined ? shortSeconds : convergeSeconds,
      noUndo: noUndo[step.kind],
      run: async (context): Promise<StepOutcome> => {
        // Any step may be the first of a retry.
        await beginExecution(deps, input, context.operation.id);
        return { state: 'done', result: await carryOut(step, input, context) };
      },
    };
  }

  return {
    kind: 'cloud.execute',
    title: ({ cloud }) => `Make the cloud ${cloud} equal its blueprint`,
    subject: ({ cloud }) => ({ type: 'cloud', name: cloud }),
    alsoHolds: ({ hosts }) => hosts.map((name) => ({ type: 'host', name })),
    plan: async (input) => {
      const { before, next } = await load(input);
      return executionWaves(before, next).map(({ title, steps }) => ({
        title,
        steps: steps.map((step) => toStep(step, input)),
      }));
    },
    result: (results) => totals(results),
    ended: (input, end, operation) => endExecution(deps, input, { end, operation: operation.id }),
    nextAction: () =>
      'Remove the cause that the error names, then retry the operation; it goes on at the step that failed.',
  };
}

type Figures = { changed?: number; restarted?: string[] };

function totals(results: Readonly<Record<string, Json>>): Json {
  const all = Object.values(results).filter((one): one is Figures => one !== null && typeof one === 'object');
  return {
    changed: all.reduce((sum, one) => sum + (one.changed ?? 0), 0),
    restarted: all.reduce((sum, one) => sum + (one.restarted?.length ?? 0), 0),
  };
}
