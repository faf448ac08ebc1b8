/**
 * A Tuskar for the browser tests, with people, machines, incidents and certificates of its own: the real control
 * plane on a database that is gone with it, and simulated BMCs on loopback addresses. What is in it came through the
 * rooms that a running Tuskar has. Says on standard output where it is, and how the BMCs let people in.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@tuskar/client/client.ts';
import { hasEnded } from '@tuskar/contract/operation-states.ts';
import { startSimulatedBmcs } from '../bench/bmc-process.ts';
import { connect } from '../cli/src/connection.ts';
import { startControlPlane } from '../server/src/control-plane.ts';
import { certificatesOf, erasureOf, machineIn } from '../server/src/hardware/erase/testing/certificates.ts';
import { recordRetirement } from '../server/src/hardware/erase/retire.ts';
import { changeMachine, moveMachine } from '../server/src/hardware/machine-transition.ts';
import { setSimulatedFaults } from '../server/src/hardware/simulated/create-simulated.ts';
import { createIncidents } from '../server/src/health/incident.ts';
import { createDatabase, type Database } from '../server/src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded-postgres.ts';
import { testOwnership } from '../server/src/platform/database/testing/database-server.ts';
import { createEventBus } from '../server/src/platform/events/create-event-bus.ts';
import { silentLogger } from '../server/src/platform/log/logger.ts';
import { readSettings } from '../server/src/settings.ts';

const log = silentLogger();
const password = 'correct-horse-battery';

await using started = new AsyncDisposableStack();
const ended = new Promise<void>((resolve) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
});

const directory = await mkdtemp(join(tmpdir(), 'tuskar-console-'));
started.defer(() => rm(directory, { recursive: true, force: true }));
await chmod(directory, 0o755);
const postgres = await startEmbeddedPostgres({
  ...(await testOwnership(directory)),
  stateDirectory: join(directory, 'postgres'),
  runDirectory: join(directory, 'run'),
  log,
  settings: { fsync: 'off' },
});
started.defer(() => postgres.stop());
const controlPlane = await startControlPlane(
  readSettings({
    TUSKAR_STATE_DIR: join(directory, 'state'),
    TUSKAR_RUN_DIR: join(directory, 'run'),
    TUSKAR_CACHE_DIR: join(directory, 'cache'),
    TUSKAR_LISTEN: '127.0.0.1:0',
    TUSKAR_SIMULATED_PACE: '0',
    DATABASE_URL: postgres.url,
  }),
  log,
);
started.defer(() => controlPlane.stop());
const bmcs = await startSimulatedBmcs(3);
started.defer(() => bmcs.stop());
const database = createDatabase({ url: postgres.url, log, poolSize: 2 });
started.defer(() => database.close());

const client = connect({
  env: {
    TUSKAR_STATE_DIR: join(directory, 'state'),
    TUSKAR_LISTEN: new URL(controlPlane.url ?? '').host,
    XDG_CONFIG_HOME: join(directory, 'no-configuration'),
  },
  talk: console.error,
});
await addPeople(client);
await addMachine(client, { name: 'sim-1', bmc: 'https://198.19.0.1' });
await addPair(client, database);
await addIncidents(database);
await addCertificate(database);

const { httpsPort } = await bmcs.client.status();
const { address, user, password: bmcPassword } = bmcs.machines[0]!.bmc;
process.stdout.write(`Tuskar: ${controlPlane.url}, BMC: ${address} ${httpsPort} ${user} ${bmcPassword}\n`);
await ended;

/** As the browser tests know them. */
async function addPeople(to: Client): Promise<void> {
  const people = [
    { name: 'alma', role: 'administrator' },
    { name: 'oskar', role: 'operator' },
    { name: 'vera', role: 'viewer' },
  ] as const;
  for (const { name, role } of people) await to.call('user.create', { body: { name, role, password } });
}

/** Enrolled and inspected, as somebody without hardware would do it. */
async function addMachine(to: Client, { name, bmc: address }: { name: string; bmc: string }): Promise<void> {
  const bmc = { address, user: 'admin', password: 'secret' };
  await to.call('machine.enrol', { body: { name, provider: 'simulated', bmc } });
  for (;;) {
    const { items } = await to.call('operation.list', { query: { subject: `machine/${name}` } });
    const [newest] = items;
    if (newest?.state === 'failed') throw new Error(`${newest.title}: ${newest.error?.detail}`);
    const machine = await to.call('machine.show', { params: { name } });
    if (machine.state === 'inspected' && items.every(({ state }) => hasEnded(state))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Two machines that are built alike, the second with a slow disk: enough disks to be each other's siblings. */
async function addPair(to: Client, { db }: Database): Promise<void> {
  await addMachine(to, { name: 'node-12', bmc: 'https://198.19.0.12' });
  await addMachine(to, { name: 'node-32', bmc: 'https://198.19.0.32' });
  const { id } = await to.call('machine.show', { params: { name: 'node-32' } });
  await setSimulatedFaults(db, { id, seed: 1, faults: [{ name: 'disk-slow' }] });
}

/** What a BMC has logged stays open until a person closes it, whatever the watch sees of a simulated machine. */
async function addIncidents({ db, ...rest }: Database): Promise<void> {
  const incidents = createIncidents({ db, events: createEventBus({ database: { db, ...rest }, log }) });
  const subject = { type: 'machine', name: 'sim-1' } as const;
  const found = [
    { part: 'Fan 3', reason: 'Fan 3 stands still.', severity: 'critical' },
    { part: 'PSU 2', reason: 'PSU 2 has no input voltage.' },
  ] as const;
  for (const one of found) {
    await db.transaction().execute((tx) => incidents.report(tx, { kind: 'event-logged', subject, ...one }));
  }
}

/** Of a machine that is real, signed with the key that the control plane signs with. Nobody watches what is retired. */
async function addCertificate(to: Database): Promise<void> {
  const { certificates, events } = certificatesOf(to, join(directory, 'state'));
  const machine = await machineIn(to, { name: 'old-1' });
  const { name } = machine;
  const erasure = erasureOf(machine);
  const { id } = await certificates.issue(erasure);
  await to.db.transaction().execute(async (tx) => {
    // The database lets a machine retire by the certificate of the operation that holds it.
    await changeMachine(tx, events, { name, set: { operation: erasure.operation.id } });
    await recordRetirement(tx, machine, { by: 'vera', certificate: id, reason: null });
    await moveMachine(tx, events, { name, action: 'retired', reason: null, set: { operation: null } });
  });
}
