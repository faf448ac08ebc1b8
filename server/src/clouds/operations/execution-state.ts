import { nextBlueprintState } from '@tuskar/contract/blueprint-states.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationEnd } from '../../platform/operations/definition.ts';
import { announceCloud } from '../announce.ts';
import { getBlueprint, listBlueprints } from '../blueprint/store.ts';
import { refuseStale } from '../blueprint/stale.ts';
import { moveBlueprint } from '../blueprint/transition.ts';
import type { CloudDeps } from '../deps.ts';
import { findCloud, lockCloud, moveCloud, setCurrentBlueprint } from '../store.ts';

type Deps = Pick<CloudDeps, 'db' | 'events'>;
type Execution = { cloud: string; blueprint: string };

/** Marks cloud and blueprint as being worked on; done already, it changes nothing. @throws blueprint-stale */
export async function beginExecution(
  { db, events }: Deps,
  { cloud, blueprint }: Execution,
  operation: string,
): Promise<void> {
  const begun = async (handle: Db) =>
    ['executing', 'executed'].includes((await getBlueprint(handle, blueprint)).state);
  if (await begun(db)) return;
  await db.transaction().execute(async (tx) => {
    const row = await lockCloud(tx, cloud);
    // Steps of a wave begin side by side.
    if (await begun(tx)) return;
    refuseStale(await getBlueprint(tx, blueprint), row);
    await moveBlueprint(tx, events, {
      id: blueprint,
      action: 'execute',
      set: { executed_by: operation, ended_reason: null },
    });
    await moveCloud(tx, cloud, { action: 'deploy', reason: `operation ${operation}` });
    await announceCloud(tx, events, cloud);
  });
}

/** Makes the blueprint the cloud's current one, and every other that is open a thing of the past. */
export async function finishExecution({ db, events }: Deps, { cloud, blueprint }: Execution): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await lockCloud(tx, cloud);
    if (row.current_blueprint === blueprint) return;
    await moveBlueprint(tx, events, { id: blueprint, action: 'succeed' });
    await setCurrentBlueprint(tx, cloud, blueprint);
    for (const other of await listBlueprints(tx, cloud)) {
      if (other.id === blueprint || nextBlueprintState(other.state, 'supersede') === undefined) continue;
      await moveBlueprint(tx, events, {
        id: other.id,
        action: 'supersede',
        set: { ended_reason: `${blueprint} was executed` },
      });
    }
    await moveCloud(tx, cloud, { action: 'deployed', reason: null });
    await announceCloud(tx, events, cloud);
  });
}

/** Says of an execution that did not get to its end that it failed. */
export async function endExecution(
  { db, events }: Deps,
  { cloud, blueprint }: Execution,
  { end, operation }: { end: OperationEnd; operation: string },
): Promise<void> {
  if (end === 'succeeded') return;
  const reason = `operation ${operation} ${end === 'failed' ? 'failed' : 'was cancelled'}`;
  await db.transaction().execute(async (tx) => {
    if ((await findCloud(tx, cloud)) === undefined) return;
    const { state } = await getBlueprint(tx, blueprint);
    if (nextBlueprintState(state, 'fail') !== undefined)
      await moveBlueprint(tx, events, { id: blueprint, action: 'fail', set: { ended_reason: reason } });
    await moveCloud(tx, cloud, { action: 'deploy-failed', reason });
    await announceCloud(tx, events, cloud);
  });
}
