import { isTuskarError, TuskarError } from '@tuskar/contract/error.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { Json } from '../../platform/json.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { accessTo, userPasswords } from '../access.ts';
import { diffBlueprints } from '../blueprint/diff.ts';
import { loadHost, partsOf } from '../blueprint/part-store.ts';
import { getBlueprint, loadAgainst, loadCompiled, loadContent } from '../blueprint/store.ts';
import type { CompiledBlueprint, CompiledHost } from '../compile/compiled.ts';
import type { CloudDeps } from '../deps.ts';
import type { IdentityRegistrar } from '../identity/registrar.ts';
import type { PlannedStep } from './execution-plan.ts';
import { finishExecution } from './execution-state.ts';
import { applyItems, confirmHost, convergePhase, figures, type HostWorkDeps } from './host-work.ts';
import { itemsToRetire } from './retire.ts';
import { memoryItems } from './teardown.ts';

export type CloudExecuteInput = { cloud: string; blueprint: string; hosts: string[] };

export type CloudExecuteDeps = HostWorkDeps &
  Pick<CloudDeps, 'db' | 'events'> & { registrar: IdentityRegistrar };

/** The blueprint and its parent. Neither ever changes, so that every process plans the same. */
export async function loadExecution(db: Db, { blueprint }: CloudExecuteInput) {
  const { parent } = await getBlueprint(db, blueprint);
  const next = await loadCompiled(db, blueprint);
  const before = parent === null ? undefined : await loadAgainst(db, parent, partsOf(next.hosts));
  return { before, next };
}

export type CarryOut = (step: PlannedStep, input: CloudExecuteInput, context: StepContext) => Promise<Json>;

/** What each planned step does. Every one of them does only what is not done yet. */
export function executionSteps(deps: CloudExecuteDeps): CarryOut {
  const { db } = deps;

  async function begin(input: CloudExecuteInput): Promise<Json> {
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
    const { before, next } = await loadExecution(db, input);
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

  return async (step, input, context) => {
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
  };
}
