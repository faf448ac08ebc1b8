import type { HostFacts, CompileContext, ConfigFile, ServiceModule } from '../services/module.ts';
import { phases } from '../services/module.ts';
import type { IniSections } from '../services/module.ts';
import type { Item } from '@tuskar/contract/part.ts';
import type { OptionSchemas } from '../options/option.ts';
import type { CompiledHost, CompiledItem } from './compiled.ts';
import { renderConfigFile } from './config-file.ts';
import { hostDigest } from './host-digest.ts';
import { checkItems } from './check-items.ts';
import { hasSecret } from './secret-token.ts';
import { carriedBy } from './selection.ts';

export type HostCompilation = {
  context: CompileContext;
  modules: ServiceModule[];
  overrides: Record<string, IniSections>;
  schemas: OptionSchemas;
  /** Digests of long texts, shared by all hosts. */
  digests: Map<string, string>;
};

/** What the converge program must not show has to say so, whether its module thought of it or not. */
function markSensitive(item: Item): Item {
  if (item.kind === 'file') return hasSecret(item.content) ? { ...item, sensitive: true } : item;
  if (item.kind === 'command') return hasSecret(JSON.stringify(item)) ? { ...item, sensitive: true } : item;
  return item;
}

function compileItem(item: Item | ConfigFile, compilation: HostCompilation): Item {
  if (item.kind !== 'config') return markSensitive(item);
  return renderConfigFile(item, {
    overrides: compilation.overrides[item.file],
    schemas: compilation.schemas,
  });
}

/** One host's part: the contributions of all services that it carries, phase after phase. */
export function compileHost(host: HostFacts, compilation: HostCompilation): CompiledHost {
  const carried = compilation.modules.filter((module) => carriedBy(module, host));
  const byPhase = new Map<string, CompiledItem[]>(phases.map((phase) => [phase, []]));
  for (const module of carried) {
    for (const { phase, items } of module.compile(compilation.context, host)) {
      for (const item of items)
        byPhase.get(phase)?.push({ service: module.name, phase, item: compileItem(item, compilation) });
    }
  }
  const items = [...byPhase.values()].flat();
  checkItems(host.name, items);
  const teardown = carried.flatMap((module) =>
    (module.teardown?.(compilation.context, host) ?? []).map((item) => ({ service: module.name, item })),
  );
  const data = [...new Set(carried.flatMap((module) => module.data ?? []))].sort();
  return {
    name: host.name,
    roles: host.roles,
    address: host.addresses.management,
    services: carried.map(({ name, needs }) => ({ name, needs })),
    items,
    teardown,
    data,
    digest: hostDigest(items, compilation.digests),
  };
}
