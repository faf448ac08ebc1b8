import { randomUUID } from 'node:crypto';
import type { Blueprint } from '@tuskar/contract/cloud.ts';
import type { Intent } from '@tuskar/contract/intent.ts';
import { announceCloud } from './announce.ts';
import { summarize } from './blueprint/changes.ts';
import { partsOf } from './blueprint/part-store.ts';
import { toBlueprint } from './blueprint/resource.ts';
import { equalProposal, getBlueprint, insertBlueprint, loadAgainst } from './blueprint/store.ts';
import { compile, type CompileInput } from './compile/compile.ts';
import type { CompiledBlueprint } from './compile/compiled.ts';
import type { CloudDeps } from './deps.ts';
import type { ImageFacts } from './image-catalogue.ts';
import { parseIntent, type ParsedIntent } from './intent/parse.ts';
import { intentError } from './intent/problem.ts';
import type { KnownHost } from './inventory.ts';
import { ensureCloud } from './store.ts';

export type PlanRequest = {
  cloud: string;
  /** cloud.yaml */
  text: string;
  requestedBy: string;
};

function parseFor({ cloud, text }: PlanRequest): ParsedIntent {
  const parsed = parseIntent(text);
  if (parsed.intent.name === cloud) return parsed;
  const reason = `is ${parsed.intent.name}, but the plan is for the cloud ${cloud}`;
  throw intentError([{ path: ['name'], reason }], parsed.locate);
}

/** The image that is asked for, or the one that the hosts run, or the newest. */
async function chooseImage(deps: CloudDeps, intent: Intent, inventory: KnownHost[]): Promise<ImageFacts> {
  const [first] = intent.hosts.map(({ name }) => inventory.find((host) => host.name === name));
  const id = intent.image ?? first?.image;
  return id == null ? await deps.images.newest() : await deps.images.get(id);
}

/** Addresses and names under which the cloud's users and its own services reach its APIs. */
function certificateHosts(blueprint: CompiledBlueprint): string[] {
  const named = blueprint.hosts.filter(
    ({ roles }) => roles.includes('controller') || roles.includes('undercloud'),
  );
  const { address: forMachines } = blueprint.intent.networks.provisioning ?? {};
  return [
    ...new Set([
      blueprint.publicAddress,
      ...named.flatMap(({ address, name }) => [address, name]),
      ...(forMachines === undefined ? [] : [forMachines]),
      'localhost',
      '127.0.0.1',
    ]),
  ];
}

/** Makes the secrets that are missing; the versions of all that the blueprint names. */
async function ensureSecrets(deps: CloudDeps, blueprint: CompiledBlueprint): Promise<Map<string, number>> {
  const hosts = certificateHosts(blueprint);
  const versions = new Map<string, number>();
  for (const { name, kind } of blueprint.secrets) {
    const request = kind === 'tls-certificate' ? { name, kind, hosts } : { name, kind };
    versions.set(name, await deps.secrets.getOrCreate(request));
  }
  return versions;
}

/** Compiles, makes the secrets that are missing, and compiles again where one has another version than was thought. */
async function compileWithSecrets(
  deps: CloudDeps,
  input: Omit<CompileInput, 'secretVersions'>,
): Promise<CompiledBlueprint> {
  const cloud = input.intent.name;
  const known = await deps.secrets.versions(`${cloud}/`);
  const authority = await deps.secrets.versions('ca.crt');
  const first = compile({ ...input, secretVersions: new Map([...known, ...authority]) });
  const secretVersions = await ensureSecrets(deps, first);
  const right = first.secrets.every(({ name, version }) => secretVersions.get(name) === version);
  return right ? first : compile({ ...input, secretVersions });
}

/**
 * Compiles an intent into a blueprint and keeps it as a proposal; touches no host. The same proposal from the same
 * beginning is kept once.
 *
 * @throws intent-invalid, image-not-found
 */
export async function planCloud(deps: CloudDeps, request: PlanRequest): Promise<Blueprint> {
  const { intent, locate } = parseFor(request);
  const inventory = await deps.inventory.list();
  const image = await chooseImage(deps, intent, inventory);
  const compiled = await compileWithSecrets(deps, {
    intent,
    locate,
    inventory,
    image,
    services: deps.services,
  });
  return await deps.db.transaction().execute(async (tx) => {
    const cloud = await ensureCloud(tx, intent.name);
    const parent = cloud.current_blueprint;
    const known = await equalProposal(tx, {
      cloud: intent.name,
      parent,
      digest: compiled.digest,
      intent: request.text,
    });
    if (known !== undefined) return toBlueprint(known);
    const id = `bp-${randomUUID()}`;
    const parts = partsOf(compiled.hosts);
    await insertBlueprint(tx, {
      id,
      parent,
      intent: request.text,
      createdBy: request.requestedBy,
      compiled,
      parts,
      summary: summarize(parent === null ? undefined : await loadAgainst(tx, parent, parts), compiled),
    });
    const blueprint = toBlueprint(await getBlueprint(tx, id));
    await deps.events.append(tx, {
      type: 'blueprint.changed',
      subject: { type: 'blueprint', name: id },
      data: blueprint,
    });
    await announceCloud(tx, deps.events, intent.name);
    return blueprint;
  });
}
