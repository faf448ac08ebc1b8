import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { bmcSocket } from '../directories.ts';
import { BmcClient } from './client.ts';
import { testMachine } from './testing/lab.ts';

const root = mkdtempSync(join(tmpdir(), 'tuskar-bmc-process-'));
const directories = { state: join(root, 'state of it'), run: join(root, 'run'), cache: root };
const socketPath = bmcSocket(directories);
const client = new BmcClient({ socketPath });
const running: ChildProcess[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((process) => end(process, 'SIGKILL')));
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<ChildProcess> {
  const bmcs = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      TUSKAR_STATE_DIR: directories.state,
      TUSKAR_RUN_DIR: directories.run,
      TUSKAR_BMC_PORT: '0',
      TUSKAR_BMC_SIMULATED_NETWORK: '127.40.0.0',
    },
  });
  running.push(bmcs);
  for await (const line of createInterface({ input: bmcs.stdout })) {
    if ((JSON.parse(line) as { msg: string }).msg === 'the BMCs serve') break;
  }
  bmcs.stdout.resume();
  return bmcs;
}

async function end(bmcs: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (bmcs.exitCode !== null || bmcs.signalCode !== null) return;
  bmcs.kill(signal);
  await once(bmcs, 'exit');
}

async function vendorAt(host: string): Promise<[string, string]> {
  const { httpsPort: port } = await client.status();
  const sent = request({ host, port, path: '/redfish/v1/', agent: false, rejectUnauthorized: false }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
  const peer = (response.socket as { getPeerCertificate?: () => { fingerprint256: string } })
    .getPeerCertificate;
  return [(JSON.parse(text) as { Vendor: string }).Vendor, peer?.call(response.socket).fingerprint256 ?? ''];
}

it('serves over TLS, and knows everything after kill -9 and after a stop', async () => {
  const first = await start();
  await client.add({ machine: testMachine(), body: { kind: 'simulated' } });
  await client.setFaults('m1', [{ name: 'psu-failed', target: 'PSU2' }]);
  await client.simulate({ count: 3, seed: 9 });
  await client.setFaults('sim-00001', [{ name: 'bmc-error' }]);
  const before = [await client.machines(), await client.machine('sim-00001'), await vendorAt('127.31.0.1')];
  expect(before[2]).toEqual(['Dell Inc.', expect.stringMatching(/^[0-9A-F:]+$/)]);

  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    await end(running.at(-1) ?? first, signal);
    await start();
    const after = [await client.machines(), await client.machine('sim-00001'), await vendorAt('127.31.0.1')];
    expect(after).toEqual(before);
  }
  expect((await client.status()).simulated).toEqual({ count: 3, seed: 9 });
  expect(statSync(socketPath).mode & 0o777).toBe(0o600);
}, 120_000);

it('says that it is not there', async () => {
  await expect(client.status()).rejects.toMatchObject({ code: 'lab-bmcs-unreachable' });
});
