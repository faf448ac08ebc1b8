import { TuskarError } from '@tuskar/contract/error.ts';
import { type Blueprint, Cloud } from '@tuskar/contract/cloud.ts';
import { sampleBlueprint, sampleDiff } from '../samples/blueprint.ts';
import { sampleCloud } from '../samples/cloud.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';

const now = () => new Date().toISOString();
const phases = ['foundation', 'data', 'identity', 'services', 'compute', 'finish'];

export const cloudHandlers: Handlers<
  | 'cloud.list'
  | 'cloud.show'
  | 'cloud.plan'
  | 'cloud.verify'
  | 'cloud.furnish'
  | 'cloud.credentials'
  | 'cloud.destroy'
  | 'verification.list'
  | 'blueprint.list'
  | 'blueprint.show'
  | 'blueprint.diff'
  | 'blueprint.approve'
  | 'blueprint.abandon'
  | 'blueprint.execute'
> = {
  'cloud.list': ({ session }) => ({
    items: session.world.clouds.map((cloud) => Cloud.parse(cloud)),
  }),
  'cloud.show': ({ session, params }) => cloudOf(session.world, params.name),
  'cloud.plan': ({ session: { world, user }, params, body }) =>
    plan(world, { user, name: params.name, intent: body.intent }),
  'cloud.verify': ({ session: { world, user }, params, body }) =>
    submit(world, {
      kind: 'cloud.verify',
      title: `Verify the cloud ${params.name}`,
      subject: { type: 'cloud', name: params.name },
      requestedBy: user,
      steps: [{ title: body.suite, host: null, wave: 0 }],
    }),
  'cloud.furnish': ({ session: { world, user }, params }) =>
    submit(world, {
      kind: 'cloud.furnish',
      title: `Furnish the cloud ${params.name}`,
      subject: { type: 'cloud', name: params.name },
      requestedBy: user,
      steps: ['Image', 'Flavor', 'External network', 'Own network'].map((title, wave) => ({
        title,
        host: null,
        wave,
      })),
    }),
  'cloud.credentials': ({ session, params }) => {
    const { region, image } = cloudOf(session.world, params.name);
    return {
      authUrl: 'https://198.18.0.11:5000/v3',
      username: 'admin',
      password: 'made-up-by-the-fake',
      project: 'admin',
      userDomain: 'Default',
      projectDomain: 'Default',
      region,
      caCertificate: '-----BEGIN CERTIFICATE-----\nmade up by the fake\n-----END CERTIFICATE-----\n',
      image: image ?? '',
    };
  },
  'cloud.destroy': ({ session: { world, user }, params, body }) =>
    submit(world, {
      kind: 'cloud.destroy',
      title: `Destroy the cloud ${params.name}`,
      subject: { type: 'cloud', name: params.name },
      requestedBy: user,
      reason: body.reason,
      steps: [{ title: 'Stop the services', host: 'try-1', wave: 0 }],
    }),
  'verification.list': ({ session, params }) => ({
    items: session.world.verifications.filter(({ cloud }) => cloud === params.name),
  }),
  'blueprint.list': ({ session, params }) => ({
    items: session.world.blueprints.filter(({ cloud }) => cloud === params.name),
  }),
  'blueprint.show': ({ session, params }) => blueprintOf(session.world, params.id),
  'blueprint.diff': ({ session, params }) =>
    findOr(session.world.diffs, 'route-not-found', ({ blueprint }) => blueprint === params.id),
  'blueprint.approve': ({ session: { world, user }, params, body }) =>
    change(world, params.id, {
      state: 'approved',
      approvedAt: now(),
      approvedBy: user,
      approvalReason: body.reason ?? null,
    }),
  'blueprint.abandon': ({ session: { world }, params }) => {
    const blueprint = change(world, params.id, { state: 'abandoned' });
    cloudOf(world, blueprint.cloud).proposedBlueprint = null;
    return blueprint;
  },
  'blueprint.execute': ({ session: { world, user }, params }) => {
    const blueprint = change(world, params.id, { state: 'executing' });
    const cloud = cloudOf(world, blueprint.cloud);
    const operation = submit(world, {
      kind: 'cloud.execute',
      title: `Execute blueprint ${params.id} on ${cloud.name}`,
      subject: { type: 'cloud', name: cloud.name },
      requestedBy: user,
      steps: phases.flatMap((phase, wave) =>
        cloud.hosts.map(({ name }) => ({ title: `Converge ${phase}`, host: name, wave })),
      ),
      linesPerStep: 12,
      onDone: () => {
        Object.assign(cloud, { currentBlueprint: params.id, runningOperation: null });
        change(world, params.id, { state: 'executed' });
      },
    });
    Object.assign(cloud, { proposedBlueprint: null, runningOperation: operation.id });
    blueprint.executedBy = operation.id;
    return operation;
  },
};

function cloudOf(world: World, wanted: string) {
  return findOr(world.clouds, 'cloud-not-found', ({ name }) => name === wanted);
}

function blueprintOf(world: World, wanted: string) {
  return findOr(world.blueprints, 'route-not-found', ({ id }) => id === wanted);
}

function change(world: World, id: string, changed: Partial<Blueprint>): Blueprint {
  const blueprint = Object.assign(blueprintOf(world, id), changed);
  world.emit('blueprint.changed', { type: 'blueprint', name: id }, blueprint);
  return blueprint;
}

function plan(
  world: World,
  { user, name, intent }: { user: string; name: string; intent: string },
): Blueprint {
  const wrong = /cpu_alocation_ratio/.exec(intent);
  if (wrong !== null) {
    throw new TuskarError('invalid-request', 'nova.conf has no option cpu_alocation_ratio in [DEFAULT].', {
      context: { line: intent.slice(0, wrong.index).split('\n').length },
      remedy: 'The nearest right name is cpu_allocation_ratio.',
    });
  }
  const id = `bp-new-${world.blueprints.length + 1}`;
  const cloud = world.clouds.find((known) => known.name === name);
  const isSame = cloud?.intent === intent;
  const none = { hosts: 1, hostsChanged: 0, changes: 0, impact: 'none', restarts: 0, apiGap: [] } as const;
  const blueprint = sampleBlueprint({
    id,
    cloud: name,
    parent: cloud?.currentBlueprint ?? null,
    state: 'proposed',
    createdAt: now(),
    createdBy: user,
    approvedAt: null,
    approvedBy: null,
    executedBy: null,
    ...(isSame ? { summary: { ...none, apiGap: [] } } : {}),
  });
  world.blueprints.unshift(blueprint);
  world.diffs.unshift(isSame ? { ...sampleDiff(id), hosts: [], waves: [] } : sampleDiff(id));
  if (cloud === undefined) {
    const fresh = {
      state: 'planned',
      currentBlueprint: null,
      services: [],
      endpoints: [],
      dashboardUrl: null,
    } as const;
    world.clouds.push(
      sampleCloud({
        ...fresh,
        services: [],
        endpoints: [],
        name,
        intent,
        lastVerification: null,
        proposedBlueprint: id,
      }),
    );
  } else {
    cloud.proposedBlueprint = id;
  }
  world.emit('cloud.changed', { type: 'cloud', name }, {});
  return blueprint;
}
