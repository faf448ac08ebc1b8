import type { Intent } from '@tuskar/contract/intent.ts';
import { type Locate, describeProblem, intentError } from '../intent/problem.ts';
import { checkIntent } from '../intent/check.ts';
import type { ImageFacts } from '../image-catalogue.ts';
import type { KnownHost } from '../inventory.ts';
import type { HostFacts, ServiceModule } from '../services/module.ts';
import type { CompiledBlueprint } from './compiled.ts';
import { compileContext, secretLedger } from './context.ts';
import { digestOf } from './digest.ts';
import { compileHost } from './host.ts';
import { checkConfig } from './overrides.ts';
import { apiUnits, compileProbes, dashboardUrl, identityPlan } from './public-face.ts';
import { selectServices } from './selection.ts';

export type CompileInput = {
  intent: Intent;
  /** Every host that is known; the intent says which of them the cloud uses. */
  inventory: KnownHost[];
  image: ImageFacts;
  /** All service modules there are. */
  services: ServiceModule[];
  /** Newest version of each secret that exists, by its whole name: 'try/nova-database'. */
  secretVersions: ReadonlyMap<string, number>;
  /** Where a path of the intent stands in its text, for messages. */
  locate?: Locate;
};

function factsOf(intent: Intent, inventory: KnownHost[]): HostFacts[] {
  const known = new Map(inventory.map((host) => [host.name, host]));
  return intent.hosts.flatMap(({ name, roles }) => {
    const host = known.get(name);
    if (host === undefined) return [];
    const { addresses, datapath, virtualization, cpus, memoryMiB } = host;
    return [{ name, roles, addresses, datapath, virtualization, cpus, memoryMiB }];
  });
}

/**
 * Compiles an intent into everything each host must be given. Pure: the same input gives the same blueprint, digest
 * included.
 *
 * @throws intent-invalid with every problem that was found; service-module-invalid
 */
export function compile(input: CompileInput): CompiledBlueprint {
  const { intent, image } = input;
  const hosts = factsOf(intent, input.inventory);
  const { modules, problems } = selectServices(intent, input.services);
  problems.unshift(...checkIntent(intent, input.inventory));
  // Modules rely on hosts and roles that make sense, so what is left to find is looked for only then.
  if (problems.some((problem) => problem.path[0] === 'hosts')) throw intentError(problems, input.locate);

  const secrets = secretLedger(intent.name, input.secretVersions);
  const context = compileContext({
    intent,
    image: image.id,
    hosts,
    services: new Set(modules.map((module) => module.name)),
    secrets,
  });
  const findings = checkConfig({ intent, hosts, modules, context, schemas: image.options });
  problems.push(...findings.problems);
  if (problems.length > 0) throw intentError(problems, input.locate);

  const compilation = {
    context,
    modules,
    overrides: intent.config,
    schemas: image.options,
    digests: new Map(),
  };
  const identity = identityPlan(context, modules);
  const compiled = {
    format: 1 as const,
    cloud: intent.name,
    region: intent.region,
    image: image.id,
    publicAddress: context.publicAddress,
    intent,
    services: modules.map((module) => module.name),
    hosts: hosts.map((host) => compileHost(host, compilation)),
    identity,
    dashboardUrl: dashboardUrl(context, modules),
    probes: compileProbes(context, { modules, hosts }),
    apiUnits: apiUnits(modules),
    warnings: findings.warnings.map((warning) => describeProblem(warning, input.locate)),
    secrets: secrets.used(),
  };
  const { hosts: parts, warnings: _positions, ...rest } = compiled;
  return {
    ...compiled,
    digest: digestOf({ ...rest, parts: parts.map(({ name, digest }) => [name, digest]) }),
  };
}
