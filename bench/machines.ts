/**
 * Lists of machines at the API, over HTTP on loopback: a page of 100 by name, filtered, sorted, searched, deep in the
 * list, and the counts; p50 and p99 of each, one line a size. Beside them, in the same run: what an answer of that length
 * costs that is only sent (of it the machine's noise is a part), and Ironic's own lists over 1,000 nodes where there is a
 * host image. With a database of its own.
 * Goal: p99 under 25 ms at 10,000 machines, under 50 ms at 100,000.
 * Run with the memory settings of the control plane: node --max-semi-space-size=4 bench/machines.ts [sizes, by default 1000 10000 100000]
 */
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMachineIndex } from '../server/src/hardware/machine-index.ts';
import { createMachines } from '../server/src/hardware/machine.ts';
import { seedMachines } from '../server/src/hardware/testing/seed-machines.ts';
import type { AnyHandler } from '../server/src/platform/http/handler.ts';
import { bearer, createTestServer } from '../server/src/platform/http/testing/test-server.ts';
import { silentLogger } from '../server/src/platform/log/logger.ts';
import { startDatabase } from './database.ts';
import { ironicLists } from './ironic-lists.ts';
import { type Measured, measure, written } from './measure.ts';

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [1000, 10_000, 100_000];
const log = silentLogger();

const { database, stop } = await startDatabase(log);
const agent = new Agent({ keepAlive: true });

async function ask(base: string, path: string): Promise<{ nextCursor?: string | null }> {
  return JSON.parse(await fetched(base + path, bearer('hardware.read'))) as object;
}

function fetched(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer
        .on('data', (part: Buffer) => parts.push(part))
        .on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (answer.statusCode === 200) resolve(text);
          else reject(new Error(`${url}: ${answer.statusCode} ${text}`));
        });
    }).on('error', reject);
  });
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
    `machines: ${size}, p50/p99 in ms: ${lineOf(figures)}; first ${Math.round(first)} ms, ${resident} MiB resident`,
  );
  await app.close();
}

function lineOf(figures: Record<string, Measured>): string {
  return Object.entries(figures)
    .map(([what, value]) => `${what} ${written(value)}`)
    .join(', ');
}

/** A page of 100 that costs nothing to find. */
async function onlySent(): Promise<Measured> {
  const page = Buffer.alloc(150_000, 'x');
  const bare = createServer((_, answer) => answer.end(page)).listen(0, '127.0.0.1');
  await once(bare, 'listening');
  const url = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
  const measured = await measure(() => fetched(url, {}));
  bare.close();
  return measured;
}

type Listed = { query: Parameters<Machines['list']>[0] & Parameters<Machines['list']>[0]['filter'] };
type Machines = ReturnType<typeof createMachines>;

for (const size of sizes) await run(size);
console.log(`only sent, p50/p99 in ms: ${written(await onlySent())}`);
const beside = await ironicLists(1000);
if (beside !== undefined) console.log(`Ironic: 1000 nodes, p50/p99 in ms: ${lineOf(beside)}`);
agent.destroy();
await stop();
