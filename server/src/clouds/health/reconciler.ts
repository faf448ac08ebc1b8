import type { Json } from '../../platform/json.ts';
import type { Reconciler } from '../../platform/reconcilers/reconciler.ts';
import { newestSecret } from '../access.ts';
import { announceCloud } from '../announce.ts';
import { loadContent } from '../blueprint/store.ts';
import type { CloudDeps } from '../deps.ts';
import { listClouds, moveCloud } from '../store.ts';
import type { CloudRow } from '../tables.ts';
import { type Prober, probeServices } from './probes.ts';
import { healthStates, type ProbeResult, saveHealth } from './store.ts';

export type CloudHealthDeps = Pick<CloudDeps, 'db' | 'events' | 'secrets'> & { prober: Prober };

/** Why a cloud is not as it should be, in one line; null where it is. */
export function degradation(results: ProbeResult[]): string | null {
  const bad = results.filter((result) => result.state !== 'healthy');
  const [first] = bad;
  if (first === undefined) return null;
  const more = bad.length === 1 ? '' : `, and ${bad.length - 1} more`;
  return `${first.service} on ${first.host}: ${first.reason ?? first.state}${more}`;
}

/** Keeps what is known of every deployed cloud's services true, and its state with it. */
export function cloudHealth({ db, events, secrets, prober }: CloudHealthDeps): Reconciler {
  async function check(cloud: CloudRow & { current_blueprint: string }, signal: AbortSignal): Promise<Json> {
    const { header } = await loadContent(db, cloud.current_blueprint);
    const results = await probeServices({
      blueprint: header,
      caCertificate: await newestSecret(secrets, 'ca.crt'),
      prober,
      signal,
    });
    // What was seen while the process is told to stop is about the process, not the cloud.
    if (signal.aborted) return null;
    const reason = degradation(results);
    await db.transaction().execute(async (tx) => {
      const before = await healthStates(tx, cloud.name);
      await saveHealth(tx, cloud.name, results);
      const action = reason === null ? 'recover' : 'degrade';
      const moved = await moveCloud(tx, cloud.name, { action, reason });
      const changed = results.some(
        (one) => before.get(`${one.host} ${one.service} ${one.probe}`) !== one.state,
      );
      if (changed || moved.before !== moved.after) await announceCloud(tx, events, cloud.name);
    });
    return { probes: results.length, reason };
  }

  return {
    name: 'cloud-health',
    everySeconds: 20,
    pass: async ({ signal }) => {
      const seen: Record<string, Json> = {};
      for (const cloud of await listClouds(db)) {
        const { current_blueprint } = cloud;
        // While a cloud is worked on its services come and go.
        if (current_blueprint === null || cloud.state === 'deploying' || cloud.state === 'destroying')
          continue;
        seen[cloud.name] = await check({ ...cloud, current_blueprint }, signal);
      }
      return seen;
    },
  };
}
