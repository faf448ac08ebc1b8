import type { Intent } from '@tuskar/contract/intent.ts';
import { didYouMean } from '../intent/nearest.ts';
import type { Problem } from '../intent/problem.ts';
import type { HostFacts, ServiceModule } from '../services/module.ts';

export type Selection = {
  /** Services of the cloud, each after those that it needs. */
  modules: ServiceModule[];
  problems: Problem[];
};

function wanted(module: ServiceModule, intent: Intent): boolean {
  return intent.services[module.name]?.enabled ?? module.byDefault === 'on';
}

export function carriedBy(module: ServiceModule, host: Pick<HostFacts, 'roles'>): boolean {
  return host.roles.some((role) => module.roles.includes(role));
}

function inOrderOfNeed(modules: ServiceModule[]): ServiceModule[] {
  const byName = new Map(modules.map((module) => [module.name, module]));
  const ordered = new Set<ServiceModule>();
  const visit = (module: ServiceModule, path: string[]) => {
    if (ordered.has(module) || path.includes(module.name)) return;
    for (const need of module.needs) {
      const needed = byName.get(need);
      if (needed !== undefined) visit(needed, [...path, module.name]);
    }
    ordered.add(module);
  };
  for (const module of modules) visit(module, []);
  return [...ordered];
}

function needProblems(modules: ServiceModule[], intent: Intent, all: ServiceModule[]): Problem[] {
  const names = new Set(modules.map((module) => module.name));
  return modules.flatMap((module) =>
    module.needs
      .filter((need) => !names.has(need))
      .map((need): Problem => {
        const neededModule = all.find((one) => one.name === need);
        if (neededModule !== undefined && !wanted(neededModule, intent))
          return { path: ['services', need], reason: `${module.name} needs ${need}, which is not enabled` };
        const roles = neededModule?.roles.join(' or ') ?? '';
        return { path: ['hosts'], reason: `${module.name} needs ${need}: give a host the role ${roles}` };
      }),
  );
}

/** Which services make up the cloud: those that the intent wants and a host's roles carry. */
export function selectServices(intent: Intent, all: ServiceModule[]): Selection {
  const names = all.map((module) => module.name);
  const unknown = Object.keys(intent.services)
    .filter((name) => !names.includes(name))
    .map((name): Problem => ({
      path: ['services', name],
      reason: `unknown service${didYouMean(name, names)}`,
    }));
  const modules = all.filter(
    (module) => wanted(module, intent) && intent.hosts.some((host) => carriedBy(module, host)),
  );
  const unused = all
    .filter((module) => intent.services[module.name]?.enabled === true && !modules.includes(module))
    .map((module): Problem => ({
      path: ['services', module.name],
      reason: `no host carries ${module.name}: give one the role ${module.roles.join(' or ')}`,
    }));
  return {
    modules: inOrderOfNeed(modules),
    problems: [...unknown, ...unused, ...needProblems(modules, intent, all)],
  };
}
