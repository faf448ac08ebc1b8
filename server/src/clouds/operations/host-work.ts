import type { Item, Part } from '@tuskar/contract/part.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Converger, ConvergeOptions, ConvergeSummary } from '../../hosts/converger.ts';
import { describeConverge } from '../../hosts/describe-converge.ts';
import type { Json } from '../../platform/json.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { type CompiledHost, idsOfPhase, partOf } from '../compile/compiled.ts';
import type { HostInventory } from '../inventory.ts';
import { secretLookup, type SecretStore } from '../secrets.ts';
import type { Phase } from '../services/module.ts';
import { phases } from '../services/module.ts';

export type HostWorkDeps = { inventory: HostInventory; converger: Converger; secrets: SecretStore };

export const convergeSeconds = 1800;

type Work = Pick<ConvergeOptions, 'part' | 'mode'> & { only?: string[] };

/** Converges one host inside a step of an operation. */
export async function workOn(
  deps: HostWorkDeps,
  context: StepContext,
  { part, mode, only }: Work,
): Promise<ConvergeSummary> {
  const known = (await deps.inventory.list()).find((host) => host.name === part.host);
  if (known === undefined)
    throw new TuskarError('host-not-found', `The host ${part.host} is no longer known.`, {
      context: { host: part.host },
    });
  return await deps.converger.converge({
    host: known.target,
    part,
    mode,
    ...(only === undefined ? {} : { only }),
    secrets: secretLookup(deps.secrets),
    onEvent: describeConverge(context, part.host, part),
    signal: context.signal,
    timeoutSeconds: convergeSeconds,
    holder: `operation ${context.operation.id}`,
  });
}

export function figures({ changed, unchanged, seconds, items }: ConvergeSummary): Json {
  const restarted = items.filter((item) => item.actions.includes('restart')).map((item) => item.id);
  return { changed, unchanged, seconds, restarted };
}

export async function convergePhase(
  deps: HostWorkDeps,
  context: StepContext,
  { host, phase }: { host: CompiledHost; phase: Phase },
): Promise<ConvergeSummary> {
  return await workOn(deps, context, { part: partOf(host), mode: 'apply', only: idsOfPhase(host, phase) });
}

/** Checks a whole host, and converges it phase after phase only where it differs. */
export async function confirmHost(
  deps: HostWorkDeps,
  context: StepContext,
  host: CompiledHost,
): Promise<ConvergeSummary> {
  const found = await workOn(deps, context, { part: partOf(host), mode: 'check' });
  if (found.changed + found.failed === 0) return found;
  context.log(`${found.changed + found.failed} items differ from the blueprint: they are put right`, {
    host: host.name,
    level: 'warn',
  });
  const done: ConvergeSummary[] = [];
  for (const phase of phases) done.push(await convergePhase(deps, context, { host, phase }));
  return {
    changed: done.reduce((sum, one) => sum + one.changed, 0),
    unchanged: done.reduce((sum, one) => sum + one.unchanged, 0),
    failed: 0,
    skipped: 0,
    items: done.flatMap((one) => one.items),
    seconds: done.reduce((sum, one) => sum + one.seconds, found.seconds),
  };
}

/** Converges items that belong to no blueprint: what takes something off the host. */
export async function applyItems(
  deps: HostWorkDeps,
  context: StepContext,
  { host, items }: { host: string; items: Item[] },
): Promise<ConvergeSummary> {
  const part: Part = { version: 1, host, items };
  return await workOn(deps, context, { part, mode: 'apply' });
}
