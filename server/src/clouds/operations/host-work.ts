import type { Item, Part } from '@tuskar/contract/part.ts';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Converger, ConvergeOptions, ConvergeSummary } from '../../hosts/converger.ts';
import { describeConverge } from '../../hosts/describe-converge.ts';
import type { Json } from '../../platform/json.ts';
import type { StepContext } from '../../platform/operations/definition.ts';
import { type CompiledHost, idsOfPhase, partOf, wholePart } from '../compile/compiled.ts';
import type { HostInventory } from '../inventory.ts';
import { secretLookup, type SecretStore } from '../secrets.ts';
import type { Phase } from '../services/module.ts';

export type HostWorkDeps = { inventory: HostInventory; converger: Converger; secrets: SecretStore };

export const convergeSeconds = 1800;

type Work = Pick<ConvergeOptions, 'part' | 'mode'> & { only?: string[] };

/** Converges one host inside a step of an operation. */
export async function workOn(
  deps: HostWorkDeps,
  context: StepContext,
  { part, mode, only }: Work,
): Promise<ConvergeSummary> {
  const known = await deps.inventory.find(part.host);
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

/** Converges a whole host: where nothing has drifted, that only looks. */
export async function confirmHost(
  deps: HostWorkDeps,
  context: StepContext,
  host: CompiledHost,
): Promise<ConvergeSummary> {
  return await workOn(deps, context, { part: wholePart(host), mode: 'apply' });
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
