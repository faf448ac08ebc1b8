/**
 * From the start of the control plane's process to its first answer, with a database that exists; and what it then
 * holds in memory. As root it runs as nobody, since PostgreSQL refuses to run as root.
 * Run with: node bench/start.ts [rounds]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 5);
const nobody = 65534;
const directory = mkdtempSync(join(tmpdir(), 'tuskar-bench-'));
const isRoot = process.getuid?.() === 0;
if (isRoot) chownSync(directory, nobody, nobody);

const spawnServer = (): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, '../server/src/main.ts')], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      HOME: directory,
      TUSKAR_STATE_DIR: directory,
      TUSKAR_RUN_DIR: directory,
      TUSKAR_CACHE_DIR: directory,
      TUSKAR_LISTEN: '127.0.0.1:0',
    },
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  });

type Measure = { milliseconds: number; processorSeconds: number; residentMiB: number };

async function measure(): Promise<Measure> {
  const began = performance.now();
  const server = spawnServer();
  if (server.stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: server.stdout })) {
    const { msg } = JSON.parse(line) as { msg: string };
    if (msg === 'serving') break;
  }
  const milliseconds = performance.now() - began;
  const figures = { milliseconds, ...usageOf(server.pid ?? 0) };
  server.stdout.resume();
  server.kill('SIGTERM');
  await once(server, 'exit');
  return figures;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 14 and 15, in hundredths of a second. */
function usageOf(pid: number): Omit<Measure, 'milliseconds'> {
  const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).map(Number);
  const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    processorSeconds: ticks.reduce((sum, tick) => sum + tick, 0) / 100,
    residentMiB: Number(resident) / 1024,
  };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  const first = await measure();
  const measures: Measure[] = [];
  for (let round = 0; round < rounds; round += 1) measures.push(await measure());
  const of = (pick: (measure: Measure) => number) => median(measures.map(pick));
  console.log(
    `start: ${of((one) => one.milliseconds).toFixed(0)} ms to serving ` +
      `(${of((one) => one.processorSeconds).toFixed(2)} s of processor time; ` +
      `the very first ${first.milliseconds.toFixed(0)} ms), ` +
      `${of((one) => one.residentMiB).toFixed(0)} MiB resident; median of ${rounds}`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
