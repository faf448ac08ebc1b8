/**
 * Lists of machines at the API, over HTTP on loopback: a page of 100 by name, filtered, sorted, searched, deep in the
 * list, and the counts; p50 and p99 of each, one line a size. With a database of its own; as root that runs as nobody,
 * since PostgreSQL refuses to run as root. Goal: p99 under 25 ms at 10,000 machines, under 50 ms at 100,000.
 * Run with: node bench/machines.ts [sizes, by default 1000 10000 100000]
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMachineIndex } from '../server/src/hardware/machine-index.ts';
import { createMachines } from '../server/src/hardware/machine.ts';
import { seedMachines } from '../server/src/hardware/testing/seed-machines.ts';
import { createDatabase } from '../server/src/platform/database/connect.ts';
import { startEmbeddedPostgres } from '../server/src/platform/database/embedded-postgres.ts';
import { migrate } from '../server/src/platform/database/migrate.ts';
import { testOwnership } from '../server/src/platform/database/testing/database-server.ts';
import type { AnyHandler } from '../server/src/platform/http/handler.ts';
import { bearer, createTestServer } from '../server/src/platform/http/testing/test-server.ts';
import { silentLogger } from '../server/src/platform/log/logger.ts';

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [1000, 10_000, 100_000];
const rounds = 300;
const log = silentLogger();

const directory = await mkdtemp(join(tmpdir(), 'tuskar-bench-'));
await chmod(directory, 0o755);
const server = await startEmbeddedPostgres({
  ...(await testOwnership(directory)),
  stateDirectory: join(directory, 'state'),
  runDirectory: join(directory, 'run'),
  log,
});
const database = createDatabase({ url: server.url, log });
await migrate(database, { log });
const agent = new Agent({ keepAlive: true });

function ask(base: string, path: string): Promise<{ nextCursor?: string | null }> {
  return new Promise((resolve, reject) => {
    get(base + path, { agent, headers: bearer('hardware.read') }, (answer) => {
      const parts: Buffer[] = [];
      answer
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === 200) resolve(JSON.parse(text) as object);
          else reject(new Error(`${path}: ${answer.statusCode} ${text}`));
        });
    }).on('error', reject);
  });
}

/** Milliseconds: the median, and what 99 of 100 stay below. */
async function measure(work: (round: number) => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
  return `${at(0.5)}/${at(0.99)}`;
}

async function run(size: number): Promise<void> {
  await database.pool.query('TRUNCATE machine, machine_change, site CASCADE');
  await seedMachines(database.db, size);
  const machines = createMachines({ db: database.db, index: createMachineIndex({ db: database.db }) });
  const { app } = await createTestServer({
    checkAnswers: 'resources',
    answers: {
      'machine.list': (({ query: { limit, cursor, sort, order, ...filter } }: Listed) =>
        machines.list({ filter, sort, order, limit, cursor })) as AnyHandler,
      'machine.facets': (({ query }: { query: object }) => machines.count(query)) as AnyHandler,
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const list = (query: string) => ask(base, `/v1/machines?limit=100&${query}`);
  const began = performance.now();
  await list('');
  const first = performance.now() - began;
  const states = ['ready', 'in-use', 'quarantined', 'inspected'];
  const sorts = ['state', 'since', 'class', 'rack', 'model', 'memory', 'cores', 'name'];
  const rack = (round: number) => String((round * 7) % (size / 40)).padStart(4, '0');
  let cursor: string | null | undefined;
  const figures = {
    list: await measure(async () => {
      const page = await list(cursor ? `cursor=${cursor}` : '');
      ({ nextCursor: cursor } = page);
    }),
    filter: await measure((round) => list(`state=${states[round % 4]}&class=class-${round % 12}`)),
    sort: await measure((round) =>
      list(`sort=${sorts[round % 8]}&order=${round % 3 ? 'ascending' : 'descending'}`),
    ),
    search: await measure((round) =>
      list(`search=${round % 2 ? `poweredge%20${rack(round)}` : `198.18.${round % 200}.7`}`),
    ),
    'after a change': await measure(async (round) => {
      await database.pool.query('UPDATE machine SET power = $1 WHERE name = $2', [
        round % 2 ? 'on' : 'off',
        `r${rack(round)}-n07`,
      ]);
      await list('power=off');
    }),
    facets: await measure((round) =>
      ask(base, `/v1/machine-facets?${round % 2 ? '' : `state=${states[round % 4]}`}`),
    ),
  };
  const resident = Math.round(process.memoryUsage().rss / 1024 / 1024);
  console.log(
    `machines: ${size}, p50/p99 in ms: ${Object.entries(figures)
      .map(([what, value]) => `${what} ${value}`)
      .join(', ')}; first ${Math.round(first)} ms, ${resident} MiB resident`,
  );
  await app.close();
}

type Listed = { query: Parameters<Machines['list']>[0] & Parameters<Machines['list']>[0]['filter'] };
type Machines = ReturnType<typeof createMachines>;

for (const size of sizes) await run(size);
agent.destroy();
await database.close();
await server.stop();
await rm(directory, { recursive: true });
