import { TuskarError } from '@tuskar/contract/error.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import { accessTo } from '../access.ts';
import { loadCompiled } from '../blueprint/store.ts';
import type { CloudDeps } from '../deps.ts';
import { furnish } from '../furnish/furnish.ts';
import { type ConnectCloud, connectCloud } from '../openstack/cloud-apis.ts';
import { getCloud } from '../store.ts';

export type CloudFurnishInput = { cloud: string };

export type CloudFurnishDeps = Pick<CloudDeps, 'db' | 'secrets'> & {
  /** Where the test guest of an image is. */
  guestDirectory: (image: string) => string;
  connect?: ConnectCloud;
};

/** Gives a cloud what a first server needs: an image, a flavor, networks and a router. */
export function cloudFurnish(deps: CloudFurnishDeps): OperationDefinition<CloudFurnishInput> {
  const { db, secrets, guestDirectory, connect = connectCloud } = deps;

  async function furnishCloud({ cloud }: CloudFurnishInput, { log, signal }: StepContext): Promise<void> {
    const { current_blueprint: current } = await getCloud(db, cloud);
    if (current === null)
      throw new TuskarError('cloud-not-deployed', `Nothing of the cloud ${cloud} is deployed yet.`);
    const blueprint = await loadCompiled(db, current);
    const access = await accessTo(secrets, { cloud, identity: blueprint.identity });
    const apis = connect(access, { signal });
    try {
      await furnish({ apis, blueprint, guestDirectory: guestDirectory(blueprint.image), log });
    } finally {
      apis.close();
    }
  }

  return {
    kind: 'cloud.furnish',
    title: ({ cloud }) => `Furnish the cloud ${cloud} for a first server`,
    subject: ({ cloud }) => ({ type: 'cloud', name: cloud }),
    plan: (input) => [
      {
        title: 'Furnish',
        steps: [
          {
            name: 'furnish',
            title: 'Make the image, flavor, networks and router that are missing',
            timeoutSeconds: 300,
            run: async (context) => {
              await furnishCloud(input, context);
              return { state: 'done' };
            },
            noUndo: 'what was made is of use, and a second try goes on from it',
          },
        ],
      },
    ],
  };
}
