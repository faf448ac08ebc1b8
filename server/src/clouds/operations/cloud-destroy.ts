import type { Json } from '../../platform/json.ts';
import type { OperationDefinition, StepContext } from '../../platform/operations/definition.ts';
import type { Converger } from '../../hosts/converger.ts';
import { announceCloud } from '../announce.ts';
import { deleteUnusedParts, loadHost } from '../blueprint/part-store.ts';
import { listBlueprints } from '../blueprint/store.ts';
import type { CompiledHost } from '../compile/compiled.ts';
import type { CloudDeps } from '../deps.ts';
import { deleteCloud, findCloud, lockCloud, moveCloud } from '../store.ts';
import { applyItems, convergeSeconds, figures } from './host-work.ts';
import { memoryItems, teardownItems } from './teardown.ts';

export type CloudDestroyInput = { cloud: string; hosts: string[] };

export type CloudDestroyDeps = Pick<CloudDeps, 'db' | 'events' | 'inventory' | 'secrets'> & {
  converger: Converger;
};

const forgetSeconds = 120;

/** Stops a cloud's services, removes all it has on its hosts, and forgets it. */
export function cloudDestroy(deps: CloudDestroyDeps): OperationDefinition<CloudDestroyInput> {
  const { db, events } = deps;

  async function begin(cloud: string, operation: string): Promise<void> {
    await db.transaction().execute(async (tx) => {
      if ((await findCloud(tx, cloud)) === undefined) return;
      await lockCloud(tx, cloud);
      await moveCloud(tx, cloud, { action: 'destroy', reason: `operation ${operation}` });
      await announceCloud(tx, events, cloud);
    });
  }

  /** The host as each blueprint has it that was executed, the newest first. */
  async function executedOn(cloud: string, host: string): Promise<CompiledHost[]> {
    const blueprints = (await listBlueprints(db, cloud)).filter((one) => one.executed_by !== null);
    const hosts = await Promise.all(blueprints.map(({ id }) => loadHost(db, id, host)));
    return hosts.filter((one) => one !== undefined);
  }

  async function clear(cloud: string, host: string, context: StepContext): Promise<Json> {
    await begin(cloud, context.operation.id);
    const known = await deps.inventory.find(host);
    const items = teardownItems(await executedOn(cloud, host));
    if (known?.cloud !== cloud || items.length === 0) return { changed: 0 };
    const summary = await applyItems(deps, context, { host, items });
    await applyItems(deps, context, { host, items: memoryItems });
    return figures(summary);
  }

  async function forget(cloud: string): Promise<Json> {
    await deps.inventory.assign({ cloud, hosts: [] });
    await deps.secrets.forget(`${cloud}/`);
    await db.transaction().execute(async (tx) => {
      if ((await findCloud(tx, cloud)) === undefined) return;
      await lockCloud(tx, cloud);
      await deleteCloud(tx, cloud);
      await deleteUnusedParts(tx);
      await announceCloud(tx, events, cloud);
    });
    return null;
  }

  return {
    kind: 'cloud.destroy',
    title: ({ cloud }) => `Destroy the cloud ${cloud}`,
    subject: ({ cloud }) => ({ type: 'cloud', name: cloud }),
    alsoHolds: ({ hosts }) => hosts.map((name) => ({ type: 'host', name })),
    plan: ({ cloud, hosts }) => [
      ...(hosts.length === 0
        ? []
        : [
            {
              title: 'Stop the services and remove their data',
              steps: hosts.map((host) => ({
                name: `clear:${host}`,
                title: `Take the cloud off ${host}`,
                host,
                timeoutSeconds: convergeSeconds,
                run: async (context: StepContext) => ({
                  state: 'done' as const,
                  result: await clear(cloud, host, context),
                }),
                noUndo: 'data that is gone does not come back',
              })),
            },
          ]),
      {
        title: 'Forget the cloud',
        steps: [
          {
            name: 'forget',
            title: 'Free its hosts, and forget its secrets and blueprints',
            timeoutSeconds: forgetSeconds,
            run: async () => ({ state: 'done', result: await forget(cloud) }),
            noUndo: 'a secret that is forgotten does not come back',
          },
        ],
      },
    ],
    ended: async ({ cloud }, end, operation) => {
      if (end === 'succeeded') return;
      const reason = `operation ${operation.id} ${end === 'failed' ? 'failed' : 'was cancelled'}`;
      await db.transaction().execute(async (tx) => {
        if ((await findCloud(tx, cloud)) === undefined) return;
        await moveCloud(tx, cloud, { action: 'destroy-failed', reason });
        await announceCloud(tx, events, cloud);
      });
    },
    nextAction: () => 'Remove the cause that the error names, then retry; what is gone already stays gone.',
  };
}
