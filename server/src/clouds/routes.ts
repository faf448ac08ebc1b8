import type { Handlers } from '../platform/http/handler.ts';
import type { Blueprints } from './blueprint/blueprint.ts';
import type { Clouds } from './cloud.ts';
import type { CloudDeps } from './deps.ts';
import { planCloud } from './plan.ts';

type CloudHandlers = Pick<
  Handlers,
  | 'cloud.list'
  | 'cloud.show'
  | 'cloud.plan'
  | 'cloud.verify'
  | 'cloud.furnish'
  | 'cloud.credentials'
  | 'cloud.destroy'
  | 'blueprint.list'
  | 'blueprint.show'
  | 'blueprint.diff'
  | 'blueprint.approve'
  | 'blueprint.abandon'
  | 'blueprint.execute'
  | 'verification.list'
>;

export function cloudHandlers(options: {
  clouds: Clouds;
  blueprints: Blueprints;
  deps: CloudDeps;
}): CloudHandlers {
  const { clouds, blueprints, deps } = options;
  return {
    'cloud.list': async () => ({ items: await clouds.list() }),
    'cloud.show': ({ params }) => clouds.show(params.name),
    'cloud.plan': ({ params, body, actor }) =>
      planCloud(deps, { cloud: params.name, text: body.intent, requestedBy: actor.name }),
    'cloud.verify': ({ params, body, actor }) =>
      clouds.verify({ cloud: params.name, requestedBy: actor.name, suite: body.suite, tests: body.tests }),
    'cloud.furnish': ({ params, actor }) => clouds.furnish({ cloud: params.name, requestedBy: actor.name }),
    'cloud.credentials': ({ params }) => clouds.credentials(params.name),
    'cloud.destroy': ({ params, body, actor }) =>
      clouds.destroy({ cloud: params.name, requestedBy: actor.name, reason: body.reason }),
    'blueprint.list': async ({ params }) => ({ items: await blueprints.list(params.name) }),
    'blueprint.show': ({ params }) => blueprints.show(params.id),
    'blueprint.diff': ({ params, query }) => blueprints.diff(params.id, query.host),
    'blueprint.approve': ({ params, body, actor }) =>
      blueprints.approve({ id: params.id, requestedBy: actor.name, reason: body.reason }),
    'blueprint.abandon': ({ params, body, actor }) =>
      blueprints.abandon({ id: params.id, requestedBy: actor.name, reason: body.reason }),
    'blueprint.execute': ({ params, actor }) =>
      blueprints.execute({ id: params.id, requestedBy: actor.name }),
    'verification.list': async ({ params }) => ({ items: await clouds.verifications(params.name) }),
  };
}
