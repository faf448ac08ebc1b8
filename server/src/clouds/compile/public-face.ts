import type { CompileContext, HostFacts, ServiceModule } from '../services/module.ts';
import { secretName } from './context.ts';
import type { ApiUnits, CompiledProbe, IdentityPlan } from './compiled.ts';
import { carriedBy } from './selection.ts';

function url(context: CompileContext, { port, path }: { port: number; path: string }): string {
  return `https://${context.publicAddress}:${port}${path}`;
}

/** What the identity service must be told; null for a cloud without one. */
export function identityPlan(context: CompileContext, modules: ServiceModule[]): IdentityPlan | null {
  const identity = modules
    .flatMap((module) => module.catalogue ?? [])
    .find((entry) => entry.type === 'identity');
  if (identity === undefined) return null;
  const cloud = context.intent.name;
  return {
    authUrl: url(context, identity),
    region: context.intent.region,
    adminPasswordSecret: secretName(cloud, 'admin-keystone', 'password'),
    users: modules
      .flatMap((module) => module.serviceUser ?? [])
      .map((name) => ({ name, passwordSecret: secretName(cloud, `${name}-keystone`, 'password') })),
    endpoints: modules.flatMap((module) =>
      (module.catalogue ?? []).map((entry) => ({
        service: module.name,
        type: entry.type,
        name: entry.name,
        url: url(context, entry),
      })),
    ),
  };
}

export function dashboardUrl(context: CompileContext, modules: ServiceModule[]): string | null {
  const dashboard = modules.find((module) => module.dashboard !== undefined)?.dashboard;
  return dashboard === undefined ? null : url(context, dashboard);
}

export function compileProbes(
  context: CompileContext,
  { modules, hosts }: { modules: ServiceModule[]; hosts: HostFacts[] },
): CompiledProbe[] {
  return hosts.flatMap((host) =>
    modules
      .filter((module) => carriedBy(module, host))
      .flatMap((module) =>
        module.probes(context, host).map((probe) => ({ service: module.name, host: host.name, probe })),
      ),
  );
}

function dependants(name: string, modules: ServiceModule[]): Set<string> {
  const found = new Set<string>();
  const visit = (need: string) => {
    for (const module of modules) {
      if (!module.needs.includes(need) || found.has(module.name)) continue;
      found.add(module.name);
      visit(module.name);
    }
  };
  visit(name);
  return found;
}

/** Which public APIs a unit's restart interrupts, for every unit that a module names. */
export function apiUnits(modules: ServiceModule[]): ApiUnits[] {
  return modules.flatMap((module) => {
    const units = module.apiUnits ?? [];
    const own = (module.catalogue ?? []).map((entry) => entry.type);
    const reach = dependants(module.name, modules);
    const apis =
      own.length > 0
        ? own
        : modules
            .filter((one) => reach.has(one.name))
            .flatMap((one) => (one.catalogue ?? []).map((e) => e.type));
    return units.length === 0 ? [] : [{ service: module.name, units, apis: [...new Set(apis)] }];
  });
}
