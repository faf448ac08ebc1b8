import { didYouMean } from '../intent/nearest.ts';
import type { Problem } from '../intent/problem.ts';
import type { Intent } from '@tuskar/contract/intent.ts';
import { checkOverrides, type OptionFindings } from '../options/check.ts';
import type { OptionSchemas } from '../options/option.ts';
import type { CompileContext, ConfigFile, HostFacts, ServiceModule } from '../services/module.ts';
import { mergeSections } from './config-file.ts';
import { carriedBy } from './selection.ts';

type Request = {
  intent: Intent;
  hosts: HostFacts[];
  modules: ServiceModule[];
  context: CompileContext;
  schemas: OptionSchemas;
};

/** Files that the operator overrides, one for each form a file has: they are alike on hosts with the same roles. */
function overriddenFiles({ intent, hosts, modules, context }: Request): ConfigFile[] {
  const found = new Map<string, ConfigFile>();
  const seen = new Set<string>();
  for (const host of hosts) {
    const roles = [...host.roles].sort().join(',');
    if (seen.has(roles)) continue;
    seen.add(roles);
    const items = modules
      .filter((module) => carriedBy(module, host) && module.configFiles.some((file) => file in intent.config))
      .flatMap((module) => module.compile(context, host))
      .flatMap((contribution) => contribution.items);
    for (const item of items)
      if (item.kind === 'config' && item.file in intent.config)
        found.set(`${item.schema} ${item.path}`, item);
  }
  return [...found.values()];
}

/** Checks everything under `config:` of an intent against the image's options. */
export function checkConfig(request: Request): OptionFindings {
  const { intent, modules, schemas } = request;
  const fileNames = modules.flatMap((module) => module.configFiles);
  const problems: Problem[] = Object.keys(intent.config)
    .filter((file) => !fileNames.includes(file))
    .map((file) => ({
      path: ['config', file],
      reason: `no service of this cloud has this file${didYouMean(file, fileNames)}`,
    }));
  const warnings: Problem[] = [];
  for (const file of problems.length === Object.keys(intent.config).length ? [] : overriddenFiles(request)) {
    const overrides = intent.config[file.file] ?? {};
    const options = schemas.get(file.schema);
    if (options === undefined) {
      problems.push({
        path: ['config', file.file],
        reason: `the image has no options of ${file.schema} to check it against`,
      });
      continue;
    }
    const findings = checkOverrides({
      path: ['config', file.file],
      overrides,
      merged: mergeSections(file.sections, overrides),
      options,
    });
    problems.push(...findings.problems);
    warnings.push(...findings.warnings);
  }
  return { problems: distinct(problems), warnings: distinct(warnings) };
}

/** A file can have two forms (with and without a database); what is wrong in both is said once. */
function distinct(findings: Problem[]): Problem[] {
  return [...new Map(findings.map((one) => [JSON.stringify(one), one])).values()];
}
