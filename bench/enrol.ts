/**
 * Enrolment of many machines by a real Ironic that only acts as if it had hardware: enrolled, reached, inspected; once by
 * a bare loop over its API, once by Tuskar, to ready. Goal: Tuskar takes at most 1.2 times as long.
 * Needs root and a host image. Prints one line of figures. Run with: node bench/enrol.ts [machines, by default 200]
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../cli/src/connection.ts';
import { followEvents } from '../client/src/events.ts';
import { createIronic } from '../server/src/hardware/ironic/create-ironic.ts';
import { Machine } from '../contract/src/machine.ts';
import { ironicRoot, startIronic } from '../server/src/hardware/ironic/testing/ironic-process.ts';
import { pretended } from '../server/src/hardware/ironic/driver-settings.ts';
import { sampleAnswer } from '../server/src/hardware/testing/inventory.ts';
import { installationFor } from './installation.ts';

const count = Number(process.argv[2] ?? 200);
const pollSeconds = 1;
const atOnce = 8;

const root = await ironicRoot();
if (root === undefined) throw new Error('There is no host image; build one with: tuskar image build --wait');
const service = await startIronic(root);
const { env, tuskar } = installationFor('bench-enrol', 8458);
const forget = () =>
  [env.TUSKAR_STATE_DIR, env.TUSKAR_RUN_DIR].forEach((path) =>
    rmSync(path, { recursive: true, force: true }),
  );

/** Hardware that is not there is made of nothing; each node is given an inventory of its own as it is made. */
function giveInventories(): void {
  const { inventory, plugin_data: plugins } = sampleAnswer({ serial: '@serial', mac: '@mac' });
  const own = (value: object) =>
    `replace(replace('${JSON.stringify(value)}', '@serial', 'SN-' || NEW.id), '@mac',
      printf('52:54:00:00:%02x:%02x', NEW.id / 256, NEW.id % 256))`;
  const database = new DatabaseSync(service.database, { timeout: 10_000 });
  database.exec(`CREATE TRIGGER give_inventory AFTER INSERT ON nodes BEGIN
    INSERT INTO node_inventory (node_id, version, inventory_data, plugin_data) VALUES (NEW.id, '1.0', ${own(inventory)}, ${own(plugins)});
  END`);
  database.close();
}

async function each<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
    }),
  );
}

/** Seconds until all have been inspected, by nothing but Ironic's API. */
async function bareLoop(): Promise<number> {
  const credentials = { auth: 'http-basic' as const, user: 'tuskar', password: service.password };
  const { registry, work } = await createIronic({ url: service.url, ca: null, credentials });
  const bmc = { protocol: 'manual', address: pretended, port: null, systemId: null, user: null } as const;
  const ids = Array.from({ length: count }, () => randomUUID());
  const begun = performance.now();
  await each(ids, async (id) => {
    const definition = { id, name: `bare-${id}`, bmc: { ...bmc, verifyCa: false, password: null }, macs: [] };
    await registry.enrol(definition);
    await work.provision(id, { verb: 'manage' });
  });
  const inspected = new Set<string>();
  for (let left = ids; left.length > 0; await pause(pollSeconds * 1000)) {
    const nodes = new Map((await registry.list()).map((node) => [node.id, node]));
    const manageable = left.filter((id) => nodes.get(id)?.provisionState === 'manageable');
    left = left.filter((id) => !(inspected.has(id) && manageable.includes(id)));
    await each(
      manageable.filter((id) => !inspected.has(id)),
      async (id) => {
        await work.provision(id, { verb: 'inspect' });
        inspected.add(id);
      },
    );
  }
  const seconds = (performance.now() - begun) / 1000;
  // Both have as many nodes to look at.
  await each(ids, (id) => registry.forget(id));
  return seconds;
}

/** Seconds until all are ready; each is accepted as soon as the event stream says that it is inspected. */
async function byTuskar(): Promise<number> {
  const client = connect({ env, talk: console.error });
  const { url, password } = service;
  await client.call('undercloud.connect', {
    body: { kind: 'external', url, auth: 'http-basic', user: 'tuskar', password },
  });
  const names = Array.from({ length: count }, (_, index) => `fake-${index + 1}`);
  const end = new AbortController();
  const connected = Promise.withResolvers<void>();
  const allReady = (async () => {
    const accepted = new Map<string, Promise<unknown>>();
    const options = { signal: end.signal, type: 'machine.changed', onConnection: () => connected.resolve() };
    for await (const event of followEvents(client, options)) {
      const { name, state } = Machine.parse(event.data);
      if (state !== 'inspected' || accepted.has(name)) continue;
      const body = { reason: 'it only acts as if it were hardware' };
      accepted.set(name, client.call('machine.accept', { params: { name }, body }));
      if (accepted.size === count) break;
    }
    await Promise.all(accepted.values());
  })();
  await connected.promise;
  const begun = performance.now();
  await each(names, (name) =>
    client.call('machine.enrol', { body: { name, bmc: { protocol: 'manual', address: pretended } } }),
  );
  await allReady;
  end.abort();
  return (performance.now() - begun) / 1000;
}

try {
  forget();
  mkdirSync(env.TUSKAR_STATE_DIR, { recursive: true });
  giveInventories();
  const bare = await bareLoop();
  tuskar('server', 'start');
  const own = await byTuskar();
  console.log(
    `enrol: ${count} machines inspected by a bare loop in ${bare.toFixed(1)} s, ready by Tuskar in ${own.toFixed(1)} s; ` +
      `${(own / bare).toFixed(2)} times as long`,
  );
} finally {
  tuskar('server', 'stop');
  forget();
  await service.dispose();
}
