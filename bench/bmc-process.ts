import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { BmcClient } from '../lab/src/bmc/client.ts';
import { bmcSocket } from '../lab/src/directories.ts';
import type { MachineDescription } from '../lab/src/machines/schema.ts';

/** A process of simulated BMCs on loopback addresses, and what their machines are. */
export async function startSimulatedBmcs(count: number) {
  const directory = mkdtempSync(join(tmpdir(), 'tuskar-bench-'));
  const directories = { state: directory, run: directory, cache: directory };
  const bmcs = spawn(process.execPath, [join(import.meta.dirname, '../lab/src/bmc/main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      TUSKAR_STATE_DIR: directory,
      TUSKAR_RUN_DIR: directory,
      TUSKAR_BMC_PORT: '0',
      TUSKAR_BMC_SIMULATED_NETWORK: '127.19.0.0',
    },
  });
  const stop = () => {
    bmcs.kill('SIGTERM');
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await serving(bmcs);
    const client = new BmcClient({ socketPath: bmcSocket(directories) });
    await client.simulate({ count, seed: 1 });
    return { client, machines: await machines(client, count), stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function serving({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('no output to read');
  for await (const line of createInterface({ input: stdout })) {
    if ((JSON.parse(line) as { msg: string }).msg === 'the BMCs serve') break;
  }
  stdout.resume();
}

/** What it takes to ask a BMC: whole descriptions would be most of what the poller holds. */
export type SimulatedBmc = Pick<MachineDescription, 'uuid' | 'name' | 'manufacturer' | 'bmc'>;

async function machines(client: BmcClient, count: number): Promise<SimulatedBmc[]> {
  const found: SimulatedBmc[] = [];
  while (found.length < count) {
    const some = await client.simulated({ first: found.length, count: 100 });
    found.push(...some.map(({ uuid, name, manufacturer, bmc }) => ({ uuid, name, manufacturer, bmc })));
  }
  return found;
}
