/**
 * The watcher over simulated BMCs, each asked over https on a connection of its own. Each pass also reads a hundred
 * machines whole, as where all are due. Seconds, and processor time and memory of the control plane's side.
 * Goal: 10,000 within a minute, under 400 MB.
 * Run with the memory settings of the control plane: node --max-semi-space-size=4 bench/watch.ts [machines, by default 10000] [passes, by default 2]
 */
import { createRedfishProbe } from '../server/src/hardware/watch/redfish-probe.ts';
import type { BmcProbe } from '../server/src/hardware/watch/probe.ts';
import { machineWatcher } from '../server/src/hardware/watch/watcher.ts';
import { createIncidents } from '../server/src/health/incident.ts';
import { createEventBus } from '../server/src/platform/events/create-event-bus.ts';
import { silentLogger } from '../server/src/platform/log/logger.ts';
import { startDatabase } from './database.ts';
import { startSimulatedBmcs } from './bmc-process.ts';

const count = Number(process.argv[2] ?? 10_000);
const passes = Number(process.argv[3] ?? 2);
const log = silentLogger();

const { database, stop } = await startDatabase(log);
const bmcs = await startSimulatedBmcs(count);

try {
  const { httpsPort } = await bmcs.client.status();
  const passwords = new Map<string, string>();
  for (let first = 0; first < count; first += 500) {
    const rows = bmcs.machines.slice(first, first + 500).map(({ uuid, name, bmc }) => ({
      id: uuid,
      name,
      provider: 'ironic' as const,
      state: 'ready' as const,
      bmc_protocol: 'redfish' as const,
      bmc_address: `https://${bmc.address}:${httpsPort}`,
      bmc_user: bmc.user,
      bmc_verify_ca: 'false',
    }));
    await database.db.insertInto('machine').values(rows).execute();
  }
  for (const { name, bmc } of bmcs.machines) passwords.set(name, bmc.password);

  const probe: BmcProbe = createRedfishProbe({
    accessOf: async ({ name, bmc_address, bmc_user }) => ({
      address: bmc_address,
      user: bmc_user ?? '',
      password: passwords.get(name) ?? '',
      verifyCa: false,
    }),
  });
  const events = createEventBus({ database, log });
  const incidents = createIncidents({ db: database.db, events });
  const watcher = machineWatcher({ db: database.db, events, incidents, probe });
  for (let number = 1; number <= passes; number += 1) {
    const [began, worked] = [performance.now(), process.cpuUsage()];
    const status = await watcher.pass({ signal: new AbortController().signal });
    const { user, system } = process.cpuUsage(worked);
    console.log(
      `watch: pass ${number} over ${count} BMCs in ${((performance.now() - began) / 1000).toFixed(1)} s, ` +
        `${((user + system) / 1e6).toFixed(1)} s of processor time, ` +
        `${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MiB resident; ${JSON.stringify(status)}`,
    );
  }
} finally {
  bmcs.stop();
  await stop();
}
