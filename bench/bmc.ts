/**
 * 10,000 simulated BMCs in one process, each asked over https for its power and its health as a poller does, a new connection
 * a request: requests a second, latency, and what the process holds before and after. The poller is this process.
 * Run with: node bench/bmc.ts [machines] [at once]
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { type SimulatedBmc, startSimulatedBmcs } from './bmc-process.ts';

const count = Number(process.argv[2] ?? 10_000);
const atOnce = Number(process.argv[3] ?? 16);

const systems: Record<string, string> = { 'Dell Inc.': 'System.Embedded.1' };

/** Milliseconds until the whole answer is here. */
async function poll(port: number, { bmc }: SimulatedBmc): Promise<number> {
  const began = performance.now();
  const sent = request({
    host: bmc.address,
    port,
    path: `/redfish/v1/Systems/${systems[bmc.manufacturer] ?? '1'}`,
    auth: `${bmc.user}:${bmc.password}`,
    agent: false,
    rejectUnauthorized: false,
  }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
  const { PowerState, Status } = JSON.parse(text) as { PowerState?: string; Status?: { Health: string } };
  if (PowerState === undefined || Status === undefined) throw new Error(`${bmc.address} says ${text}`);
  return performance.now() - began;
}

async function pollAll(port: number, all: SimulatedBmc[]): Promise<number[]> {
  const milliseconds: number[] = [];
  const queue = all.values();
  const worker = async () => {
    for (const machine of queue) milliseconds.push(await poll(port, machine));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return milliseconds.sort((a, b) => a - b);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: fields 14 and 15, in hundredths of a second. */
function processorSeconds(pid: number): number {
  const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).map(Number);
  return ticks.reduce((sum, tick) => sum + tick, 0) / 100;
}

const { client, machines: all, stop } = await startSimulatedBmcs(count);
try {
  const { residentMebibytes: before, httpsPort, pid } = await client.status();
  const worked = processorSeconds(pid);
  const began = performance.now();
  const milliseconds = await pollAll(httpsPort, all);
  const seconds = (performance.now() - began) / 1000;
  const each = ((processorSeconds(pid) - worked) * 1000) / count;
  const { residentMebibytes: after } = await client.status();
  const at = (part: number) => milliseconds[Math.floor(milliseconds.length * part)]?.toFixed(1);
  console.log(
    `bmc: ${count} simulated BMCs each polled once over https in ${seconds.toFixed(1)} s, ` +
      `${(count / seconds).toFixed(0)} requests/s at ${atOnce} at once, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${each.toFixed(2)} ms of its processor time each; ` +
      `the process held ${before} MiB before, ${after} MiB after`,
  );
} finally {
  stop();
}
