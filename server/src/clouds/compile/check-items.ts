import { TuskarError } from '@tuskar/contract/error.ts';
import type { Item } from '@tuskar/contract/part.ts';
import { phases } from '../services/module.ts';
import type { CompiledItem } from './compiled.ts';
import { hasSecret } from './secret-token.ts';

/** Ids of the items whose content an item reacts to. */
export function triggersOf(item: Item): string[] {
  if (item.kind === 'unit') return [...(item.restartOn ?? []), ...(item.reloadOn ?? [])];
  return item.kind === 'command' ? (item.runOn ?? []) : [];
}

function referenceProblems(entry: CompiledItem, byId: ReadonlyMap<string, CompiledItem>): string[] {
  const { item } = entry;
  const missing = [...(item.after ?? []), ...triggersOf(item)]
    .filter((id) => !byId.has(id))
    .map((id) => `${entry.service}: '${item.id}' names '${id}', which the host does not have`);
  const late = (item.after ?? [])
    .map((id) => byId.get(id))
    .filter((other) => other !== undefined && phases.indexOf(other.phase) > phases.indexOf(entry.phase))
    .map((other) => `${entry.service}: '${item.id}' comes after '${other?.item.id}' of a later phase`);
  return [...missing, ...late];
}

/** Holds service modules to what a part must be. @throws service-module-invalid */
export function checkItems(host: string, items: CompiledItem[]): void {
  const byId = new Map<string, CompiledItem>();
  const problems: string[] = [];
  for (const entry of items) {
    const other = byId.get(entry.item.id);
    if (other !== undefined)
      problems.push(`${entry.service}: the id '${entry.item.id}' is taken by ${other.service}`);
    byId.set(entry.item.id, entry);
    if (entry.item.kind !== 'file' && entry.item.kind !== 'command' && hasSecret(JSON.stringify(entry.item)))
      problems.push(`${entry.service}: '${entry.item.id}' of kind ${entry.item.kind} holds a secret`);
  }
  for (const entry of items) problems.push(...referenceProblems(entry, byId));
  if (problems.length > 0)
    throw new TuskarError('service-module-invalid', `On host ${host}: ${problems.join('; ')}`, {
      context: { host, problems },
    });
}
