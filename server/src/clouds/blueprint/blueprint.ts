import { TuskarError } from '@tuskar/contract/error.ts';
import { nextBlueprintState } from '@tuskar/contract/blueprint-states.ts';
import type { Blueprint, BlueprintDiff } from '@tuskar/contract/cloud.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { DbTransaction } from '../../platform/database/connect.ts';
import { announceCloud } from '../announce.ts';
import type { CloudDeps } from '../deps.ts';
import { executionWaves } from '../operations/execution-plan.ts';
import { getCloud, lockCloud } from '../store.ts';
import type { CloudRow } from '../tables.ts';
import { describeChanges } from './changes.ts';
import { partDigests, partsOf } from './part-store.ts';
import { toBlueprint } from './resource.ts';
import { refuseStale } from './stale.ts';
import { type BlueprintListRow, getBlueprint, listBlueprints, loadAgainst, loadCompiled } from './store.ts';
import { type BlueprintTransition, moveBlueprint } from './transition.ts';

export type BlueprintDecision = { id: string; requestedBy: string; reason?: string | undefined };

/** @throws blueprint-state */
function refuseExecution(blueprint: BlueprintListRow): void {
  if (nextBlueprintState(blueprint.state, 'execute') !== undefined) return;
  // Its operation holds the cloud: the refusal to submit another names it.
  if (blueprint.state === 'executing') return;
  throw new TuskarError(
    'blueprint-state',
    `The blueprint ${blueprint.id} is ${blueprint.state}: only an approved one is executed.`,
    {
      context: { blueprint: blueprint.id, state: blueprint.state },
      ...(blueprint.state === 'proposed' ? { remedy: 'Read what it changes, then approve it.' } : {}),
    },
  );
}

/** The use cases of blueprints, once there is one. */
export function createBlueprints(deps: CloudDeps) {
  const { db, events, engine } = deps;

  /** Decides about a blueprint while nobody else decides about its cloud. */
  async function decide(
    id: string,
    transition: Omit<BlueprintTransition, 'id'>,
    check: (blueprint: BlueprintListRow, cloud: CloudRow) => void = () => undefined,
  ): Promise<Blueprint> {
    return await db.transaction().execute(async (tx: DbTransaction) => {
      const { cloud } = await getBlueprint(tx, id);
      const row = await lockCloud(tx, cloud);
      check(await getBlueprint(tx, id), row);
      const moved = await moveBlueprint(tx, events, { id, ...transition });
      await announceCloud(tx, events, cloud);
      return toBlueprint(moved);
    });
  }

  return {
    show: async (id: string): Promise<Blueprint> => toBlueprint(await getBlueprint(db, id)),

    list: async (cloud: string): Promise<Blueprint[]> => {
      await getCloud(db, cloud);
      return (await listBlueprints(db, cloud)).map(toBlueprint);
    },

    diff: async (id: string, host?: string): Promise<BlueprintDiff> => {
      const { parent } = await getBlueprint(db, id);
      const next = await loadCompiled(db, id);
      const before = parent === null ? undefined : await loadAgainst(db, parent, partsOf(next.hosts));
      const hosts = describeChanges(before, next).filter((one) => host === undefined || one.host === host);
      const waves = executionWaves(before, next).map(({ title, steps }) => ({
        title,
        steps: steps.map((step) => ({ name: step.name, title: step.title, host: step.host ?? null })),
      }));
      return { blueprint: id, parent, hosts, waves };
    },

    /** @throws blueprint-stale, blueprint-state */
    approve: ({ id, requestedBy, reason }: BlueprintDecision): Promise<Blueprint> =>
      decide(
        id,
        {
          action: 'approve',
          set: { approved_at: new Date(), approved_by: requestedBy, approval_reason: reason ?? null },
        },
        refuseStale,
      ),

    /** @throws blueprint-state */
    abandon: ({ id, requestedBy, reason }: BlueprintDecision): Promise<Blueprint> =>
      decide(id, {
        action: 'abandon',
        set: { ended_reason: reason === undefined ? `by ${requestedBy}` : `by ${requestedBy}: ${reason}` },
      }),

    /** @throws blueprint-state, blueprint-stale; subject-busy, naming the operation that holds the cloud or a host */
    execute: async ({ id, requestedBy }: BlueprintDecision): Promise<Operation> => {
      const blueprint = await getBlueprint(db, id);
      refuseExecution(blueprint);
      refuseStale(blueprint, await getCloud(db, blueprint.cloud));
      const hosts = new Set([
        ...(await partDigests(db, id)).keys(),
        ...(blueprint.parent === null ? [] : (await partDigests(db, blueprint.parent)).keys()),
      ]);
      return await engine.submit({
        kind: 'cloud.execute',
        input: { cloud: blueprint.cloud, blueprint: id, hosts: [...hosts] },
        requestedBy,
      });
    },
  };
}

export type Blueprints = ReturnType<typeof createBlueprints>;
