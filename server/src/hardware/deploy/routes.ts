import type { RootDiskHint } from '@tuskar/contract/machine-deploy.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import { toMachineDetail } from '../resource.ts';
import type { Deployments } from './deploy.ts';

type DeployHandlers = Pick<Handlers, 'machine.root-disk' | 'machine.deploy' | 'machine.adopt'>;

export function deployHandlers({ deployments }: { deployments: Deployments }): DeployHandlers {
  return {
    'machine.root-disk': ({ params, query }) => deployments.rootDisk(params.name, given(query)),
    'machine.deploy': ({ params, body: { rootDisk = {}, hostname, image, ...body }, actor }) =>
      deployments.deploy({
        machine: params.name,
        hostname,
        image,
        rootDisk: given(rootDisk),
        requestedBy: actor.name,
        ...body,
      }),
    'machine.adopt': async ({ params, body, actor }) =>
      toMachineDetail(await deployments.adopt(params.name, { host: body.host, by: actor.name })),
  };
}

/** A hint that is not given is not a hint. */
function given(hint: RootDiskHint): RootDiskHint {
  return Object.fromEntries(Object.entries(hint).filter(([, value]) => value !== undefined));
}
